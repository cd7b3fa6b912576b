package dev.kexbench.bench.sp80056a;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.Curve;
import java.security.SecureRandom;
import java.util.function.BiFunction;

/** A group in which the schemes are measured. */
public enum DhGroup {
  /** Curve25519 by its x coordinate (RFC 7748); not a group of SP 800-56A. 32-byte keys. */
  X25519(32, (backend, random) -> new CurveDh(backend.ecdh(Curve.X25519))),
  /** P-256 (SP 800-186, section 3.2.1.3), uncompressed points: 65-byte keys. */
  P256(65, (backend, random) -> new CurveDh(backend.ecdh(Curve.P256))),
  /** ffdhe2048 (RFC 7919, appendix A.1), a safe-prime group: 256-byte keys. */
  FFDHE2048(256, FiniteFieldDh::new);

  private final int publicBytes;
  private final BiFunction<CryptoBackend, SecureRandom, DhPrimitive> primitive;

  DhGroup(int publicBytes, BiFunction<CryptoBackend, SecureRandom, DhPrimitive> primitive) {
    this.publicBytes = publicBytes;
    this.primitive = primitive;
  }

  /** The length of a public key in bytes. */
  public int publicBytes() {
    return publicBytes;
  }

  /**
   * Diffie-Hellman with this backend.
   *
   * @param random for private keys; a curve's come from the backend's own source
   */
  public DhPrimitive primitive(CryptoBackend backend, SecureRandom random) {
    return primitive.apply(backend, random);
  }
}
