package dev.kexbench.bench.sp80056a;

import dev.kexbench.core.crypto.Ecdh;
import java.security.PrivateKey;
import java.util.Optional;

/**
 * Diffie-Hellman on a curve of core, which validates a key in each agreement. On P-256 that is
 * whether the coordinates are in range and the point is on the curve: with cofactor 1 this is full
 * validation (section 5.6.2.3.3), since every such point has the order n. X25519 refuses points of
 * small order (RFC 7748, section 6.1) and needs no more.
 */
final class CurveDh implements DhPrimitive {
  private final Ecdh curve;

  CurveDh(Ecdh curve) {
    this.curve = curve;
  }

  private record Point(byte[] bytes) implements Peer {}

  @Override
  public Ecdh.Key generate() {
    return curve.generate();
  }

  @Override
  public Ecdh.Key imported(PrivateKey secret, byte[] publicKey) {
    return curve.imported(secret, publicKey);
  }

  @Override
  public Optional<Peer> received(byte[] publicKey) {
    return Optional.of(new Point(publicKey));
  }

  @Override
  public Optional<byte[]> agree(Ecdh.Key own, Peer peer) {
    return curve.agree(own, ((Point) peer).bytes());
  }
}
