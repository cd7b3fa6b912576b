package dev.kexbench.core.crypto;

/** The Diffie-Hellman groups that exchanges use. */
public enum Curve {
  /** Curve25519 by its x coordinate (RFC 7748, section 5). */
  X25519(32),
  /** secp256r1 (SEC 2, section 2.4.2); points are uncompressed: {@code 0x04 ‖ x 32 ‖ y 32}. */
  P256(65);

  private final int publicBytes;

  Curve(int publicBytes) {
    this.publicBytes = publicBytes;
  }

  /** The length of a public key on the wire, in bytes. */
  public int publicBytes() {
    return publicBytes;
  }
}
