package dev.kexbench.core.crypto;

import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * A backend over JCA provider objects, which whoever measures what it does not use of them can ask.
 *
 * @param name on the command line
 * @param rsa whose ciphers are used
 * @param digests whose SHA-256 is used
 * @param macs whose HMAC is used
 * @param curves whose Diffie-Hellman is used; for X25519 Bouncy Castle's arithmetic, but by the JDK
 */
public record JcaBackend(
    String name, Provider rsa, Provider digests, Provider macs, Provider curves)
    implements CryptoBackend {

  /** For blinding and OAEP seeds; thread-safe, and seeded by the operating system. */
  private static final SecureRandom RANDOM = new SecureRandom();

  static JcaBackend of(String name, Provider one) {
    return new JcaBackend(name, one, one, one, one);
  }

  @Override
  public String version() {
    return rsa.getVersionStr();
  }

  @Override
  public RsaPrivateOperation rsaPrivate(RSAPrivateKey key) {
    return new JcaRsaPrivate(rsa, key, RANDOM);
  }

  @Override
  public RsaOaepEncryption rsaOaep(RSAPublicKey key) {
    return new JcaRsaOaep(rsa, key, RANDOM);
  }

  /** Of the JDK the one that signs, too. */
  @Override
  public List<Provider> providers() {
    return Stream.of(
            rsa,
            digests,
            macs,
            curves,
            curves.getName().equals("SunEC") ? Security.getProvider("SunRsaSign") : rsa)
        .distinct()
        .toList();
  }

  @Override
  public Sha256 sha256() {
    return new JcaSha256(digests, macs);
  }

  /** X25519 of Amazon's, which version 2.5.0 does not have. */
  @Override
  public List<Curve> fallbackAlgorithms() {
    boolean own = curves.getService("KeyAgreement", "X25519") != null;
    return own ? List.of() : List.of(Curve.X25519);
  }

  /** Of Bouncy Castle itself its arithmetic is faster than its provider. */
  @Override
  public Ecdh ecdh(Curve curve) {
    boolean jdks = curves.getName().equals("SunEC");
    return curve == Curve.X25519 && !jdks
        ? new RawX25519(RANDOM)
        : new JcaEcdh(curves, curve, RANDOM);
  }

  @Override
  public AesGcm aesGcm() {
    return new JcaAesGcm(rsa);
  }

  @Override
  public String toString() {
    return label();
  }
}
