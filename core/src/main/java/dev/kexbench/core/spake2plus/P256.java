package dev.kexbench.core.spake2plus;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.math.ec.FixedPointUtil;
import org.bouncycastle.util.BigIntegers;

/**
 * The group P-256 (SEC 2, section 2.4.2; cofactor 1) with its generator P and the points M and N of
 * RFC 9383, section 4.
 */
final class P256 {
  /** The length of a scalar in bytes. */
  static final int SCALAR_BYTES = 32;

  /** The length of an uncompressed point in bytes. */
  static final int POINT_BYTES = 65;

  /** The length of the random numbers that hide a scalar, in bits. */
  private static final int BLINDING_BITS = 64;

  private static final byte UNCOMPRESSED = 4;
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256r1");

  static final BigInteger ORDER = CURVE.getN();

  private static final ECPoint P = precomputed(CURVE.getG());
  private static final ECPoint M =
      point("02886e2f97ace46e55ba9dd7242579f2993b64e16ef3dcab95afd497333d8fa12f");
  private static final ECPoint N =
      point("03d8bbd6c639c62937b04d997f38c3770719c629d7014d49a24b4f98baa1292b49");

  private P256() {}

  private static ECPoint point(String compressed) {
    return precomputed(CURVE.getCurve().decodePoint(HexFormat.of().parseHex(compressed)));
  }

  private static ECPoint precomputed(ECPoint point) {
    FixedPointUtil.precompute(point);
    return point;
  }

  /** k*P. */
  static ECPoint timesP(BigInteger k) {
    return fixed(P, k);
  }

  /** k*M. */
  static ECPoint timesM(BigInteger k) {
    return fixed(M, k);
  }

  /** k*N. */
  static ECPoint timesN(BigInteger k) {
    return fixed(N, k);
  }

  /** The multiplier has no state; its tables belong to the point. */
  private static ECPoint fixed(ECPoint point, BigInteger k) {
    return new FixedPointCombMultiplier().multiply(point, k);
  }

  /** The product with a scalar that is used once; takes a time that depends on it. */
  static ECPoint times(ECPoint point, BigInteger once) {
    return point.multiply(once);
  }

  /** The product with a scalar that is used again: adds a random multiple of the order to it. */
  static ECPoint timesHidden(ECPoint point, BigInteger again, SecureRandom random) {
    return point.multiply(again.add(ORDER.multiply(new BigInteger(BLINDING_BITS, random))));
  }

  /** A random scalar, 1 to n-1. */
  static BigInteger randomScalar(SecureRandom random) {
    return BigIntegers.createRandomInRange(BigInteger.ONE, ORDER.subtract(BigInteger.ONE), random);
  }

  /** The point's encoding, 65 bytes; the identity, which no side encodes, has one byte. */
  static byte[] encoded(ECPoint point) {
    return point.getEncoded(false);
  }

  static byte[] encodedM() {
    return encoded(M);
  }

  static byte[] encodedN() {
    return encoded(N);
  }

  /**
   * The point with this encoding: 65 bytes, uncompressed, on the curve. Empty for anything else,
   * such as the identity. The group's order is prime, so every such point generates it.
   */
  static Optional<ECPoint> decoded(byte[] bytes) {
    if (bytes.length != POINT_BYTES || bytes[0] != UNCOMPRESSED) {
      return Optional.empty();
    }
    try {
      return Optional.of(CURVE.getCurve().decodePoint(bytes));
    } catch (IllegalArgumentException notOnTheCurve) {
      return Optional.empty(); // public data: the peer sent it
    }
  }
}
