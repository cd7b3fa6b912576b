package dev.kexbench.core.spake2plus;

import dev.kexbench.core.crypto.Secrets;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * What a prover knows: w0 and w1, numbers below the group's order (RFC 9383, section 3.2). Contains
 * secrets.
 */
public record PasswordScalars(BigInteger w0, BigInteger w1) {
  /** The length of the bytes that w0 and w1 are derived from. */
  public static final int DERIVED_BYTES = 80;

  /**
   * From w0s || w1s, 40 bytes each, which exceed the order by 64 bits, so that their remainders are
   * almost uniform.
   *
   * @param derived 80 bytes, the output of a memory-hard function of a password, or derived from it
   */
  public static PasswordScalars of(byte[] derived) {
    if (derived.length != DERIVED_BYTES) {
      throw new IllegalArgumentException("w0s || w1s has 80 bytes, not " + derived.length);
    }
    return new PasswordScalars(
        reduced(derived, 0, DERIVED_BYTES / 2), reduced(derived, DERIVED_BYTES / 2, DERIVED_BYTES));
  }

  private static BigInteger reduced(byte[] bytes, int from, int to) {
    byte[] half = Arrays.copyOfRange(bytes, from, to);
    try {
      return new BigInteger(1, half).mod(P256.ORDER);
    } finally {
      Secrets.wipe(half);
    }
  }

  @Override
  public String toString() {
    return "PasswordScalars";
  }
}
