package dev.kexbench.core.crypto;

import java.security.Provider;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;

/** A source of crypto objects. Thread-safe itself; what it makes is for one caller at a time. */
public interface CryptoBackend {
  /** The name on the command line, as accp. */
  String name();

  /** The provider's version, as 2.5.0. */
  String version();

  /** Name and version, as reports print it. */
  default String label() {
    return name() + " " + version();
  }

  /**
   * A raw RSA private-key operation with the key imported.
   *
   * @throws CryptoFailure if the provider refuses the key
   */
  RsaPrivateOperation rsaPrivate(RSAPrivateKey key);

  /**
   * RSAES-OAEP encryption to a public key.
   *
   * @throws CryptoFailure if the provider refuses the key
   */
  RsaOaepEncryption rsaOaep(RSAPublicKey key);

  /**
   * Whom to ask for what this interface does not offer, the first who has it; none where the
   * backend is of no JCA provider.
   */
  List<Provider> providers();

  /** SHA-256 and HMAC-SHA-256. */
  Sha256 sha256();

  /** Curves that are not its provider's, but Bouncy Castle's arithmetic. */
  default List<Curve> fallbackAlgorithms() {
    return List.of();
  }

  /**
   * Diffie-Hellman on a curve; see {@link #fallbackAlgorithms()}.
   *
   * @throws CryptoFailure if the provider fails
   */
  Ecdh ecdh(Curve curve);

  /** AES-256-GCM. */
  AesGcm aesGcm();
}
