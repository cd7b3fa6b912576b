package dev.kexbench.core.crypto;

import java.security.PrivateKey;
import java.util.Optional;

/** Diffie-Hellman on one {@link Curve}. For one caller at a time. */
public interface Ecdh {
  /** The length of a shared secret, the x coordinate, in bytes. */
  int SHARED_BYTES = 32;

  /**
   * A new key pair.
   *
   * @throws CryptoFailure if the provider fails
   */
  Key generate();

  /**
   * An existing key pair.
   *
   * @param publicKey the public key, {@link Curve#publicBytes()} bytes
   * @throws CryptoFailure if the provider rejects the key
   */
  Key imported(PrivateKey secret, byte[] publicKey);

  /**
   * The shared secret with a peer, 32 bytes. Empty if the peer's bytes are not a point on the
   * curve, or are a point of small order, for which the result would be zero (RFC 7748, section
   * 6.1).
   *
   * @param own a key pair created by any instance of the same kind
   * @throws CryptoFailure if the provider fails, which no peer input can cause
   */
  Optional<byte[]> agree(Key own, byte[] peer);

  /** A key pair; hides its private key. */
  interface Key extends AutoCloseable {
    /** The public key in its wire encoding. */
    byte[] publicKey();

    /** Wipes the private key, as far as the provider permits. */
    @Override
    void close();
  }
}
