package dev.kexbench.core.spake2plus;

/**
 * The application's part of the transcript TT (RFC 9383, section 3.3); both sides must have the
 * same. The identities may be empty.
 */
public record Identities(byte[] context, byte[] prover, byte[] verifier) {
  private static final byte[] NONE = {};

  /** A context that includes the identities. */
  public static Identities in(byte[] context) {
    return new Identities(context, NONE, NONE);
  }
}
