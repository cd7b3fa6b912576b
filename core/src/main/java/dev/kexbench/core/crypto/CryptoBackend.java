package dev.kexbench.core.crypto;

import java.security.Provider;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;

/**
 * A factory of crypto objects. The backend is thread-safe; each object it creates is for one caller
 * at a time.
 */
public interface CryptoBackend {
  /** The name on the command line, such as accp. */
  String name();

  /** The provider's version, such as 2.5.0. */
  String version();

  /** Name and version, as reports print them. */
  default String label() {
    return name() + " " + version();
  }

  /**
   * A raw RSA private-key operation with the imported key.
   *
   * @throws CryptoFailure if the provider rejects the key
   */
  RsaPrivateOperation rsaPrivate(RSAPrivateKey key);

  /**
   * RSAES-OAEP encryption with a public key.
   *
   * @throws CryptoFailure if the provider rejects the key
   */
  RsaOaepEncryption rsaOaep(RSAPublicKey key);

  /**
   * The providers to search, in order, for algorithms that this interface does not offer; empty if
   * the backend does not use JCA providers.
   */
  List<Provider> providers();

  /** SHA-256 and HMAC-SHA-256. */
  Sha256 sha256();

  /**
   * The curves that the backend's provider lacks; Bouncy Castle's arithmetic computes them instead.
   */
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
