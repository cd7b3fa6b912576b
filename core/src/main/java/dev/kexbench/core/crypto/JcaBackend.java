package dev.kexbench.core.crypto;

import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * A backend over JCA providers; {@link #providers()} exposes them for algorithms that it does not
 * use itself.
 *
 * @param name the name on the command line
 * @param rsa the provider of the ciphers
 * @param digests the provider of SHA-256
 * @param macs the provider of HMAC
 * @param curves the provider of Diffie-Hellman. For X25519, Bouncy Castle's arithmetic is used
 *     instead, except with the JDK.
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

  /** For the JDK backend, this includes the provider of signatures. */
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

  /** For ACCP, X25519, which version 2.5.0 lacks. */
  @Override
  public List<Curve> fallbackAlgorithms() {
    boolean own = curves.getService("KeyAgreement", "X25519") != null;
    return own ? List.of() : List.of(Curve.X25519);
  }

  /**
   * Bouncy Castle, too, uses the raw arithmetic: it is faster than Bouncy Castle's own provider.
   */
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
