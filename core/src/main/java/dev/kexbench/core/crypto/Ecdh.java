package dev.kexbench.core.crypto;

import java.security.PrivateKey;
import java.util.Optional;

/** Diffie-Hellman on one {@link Curve}, for one caller at a time. */
public interface Ecdh {
  /** The length of what two sides agree on: the x coordinate. */
  int SHARED_BYTES = 32;

  /**
   * A new key pair.
   *
   * @throws CryptoFailure if the provider fails
   */
  Key generate();

  /**
   * A key pair that was made elsewhere.
   *
   * @param open its public half, as long as {@link Curve#publicBytes()} says
   * @throws CryptoFailure if the provider refuses the key
   */
  Key imported(PrivateKey secret, byte[] open);

  /**
   * What a key pair agrees on with a peer, 32 bytes; empty where the peer's bytes are no point of
   * the curve, or one of small order, so that the result would be zero (RFC 7748, section 6.1).
   *
   * @param own made by an object of the same kind; any of them will do
   * @throws CryptoFailure if the provider fails, which no bytes of a peer can cause
   */
  Optional<byte[]> agree(Key own, byte[] peer);

  /** A key pair; hides its private half. */
  interface Key extends AutoCloseable {
    /** The public half as it goes over the wire. */
    byte[] open();

    /** Wipes the private half, as far as its provider lets it. */
    @Override
    void close();
  }
}
