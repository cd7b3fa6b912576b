package dev.kexbench.bench.sp80056a;

import dev.kexbench.core.crypto.Ecdh;
import java.security.PrivateKey;
import java.util.Optional;

/**
 * The Diffie-Hellman primitive of one group (SP 800-56A Rev. 3, section 5.7.1), with full
 * validation of the peer's public key (section 5.6.2.3). For one caller at a time.
 */
public interface DhPrimitive {
  /** A new key pair (section 5.6.1). */
  Ecdh.Key generate();

  /**
   * An existing key pair.
   *
   * @param publicKey in its wire encoding, {@link DhGroup#publicBytes()} bytes
   */
  Ecdh.Key imported(PrivateKey secret, byte[] publicKey);

  /**
   * A peer's public key. Empty if it is not valid, as far as that can be found without a private
   * key; {@link #agree} finds the rest.
   */
  Optional<Peer> received(byte[] publicKey);

  /** The shared secret Z as bytes; empty if the peer's key is not valid. The caller wipes it. */
  Optional<byte[]> agree(Ecdh.Key own, Peer peer);

  /** A peer's public key, decoded for this primitive. */
  interface Peer {}
}
