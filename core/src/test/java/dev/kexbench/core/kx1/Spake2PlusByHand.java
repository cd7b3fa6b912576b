package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.CurveKeys;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.util.Arrays;

/**
 * A second implementation of suite 0x31, line by line after RFC 9383, with school arithmetic on
 * P-256: it uses none of the classes under test.
 */
final class Spake2PlusByHand {
  private static final ECParameterSpec CURVE = secp256r1();
  private static final BigInteger P = ((ECFieldFp) CURVE.getCurve().getField()).getP();
  private static final BigInteger ORDER = CURVE.getOrder();

  private static ECParameterSpec secp256r1() {
    try {
      return CurveKeys.secp256r1();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An affine point; the arithmetic never meets the identity with the numbers of these tests. */
  record Point(BigInteger x, BigInteger y) {
    static final Point G =
        new Point(CURVE.getGenerator().getAffineX(), CURVE.getGenerator().getAffineY());

    /** RFC 9383, section 4. */
    static final Point M =
        decompressed(2, "886e2f97ace46e55ba9dd7242579f2993b64e16ef3dcab95afd497333d8fa12f");

    static final Point N =
        decompressed(3, "d8bbd6c639c62937b04d997f38c3770719c629d7014d49a24b4f98baa1292b49");

    private static Point decompressed(int sign, String hex) {
      BigInteger x = new BigInteger(hex, 16);
      BigInteger square =
          x.pow(3).add(CURVE.getCurve().getA().multiply(x)).add(CURVE.getCurve().getB());
      // P is 3 modulo 4
      BigInteger root = square.modPow(P.add(BigInteger.ONE).shiftRight(2), P);
      return new Point(x, root.testBit(0) == (sign == 3) ? root : P.subtract(root));
    }

    static Point of(byte[] encoded) {
      return new Point(
          new BigInteger(1, Arrays.copyOfRange(encoded, 1, 33)),
          new BigInteger(1, Arrays.copyOfRange(encoded, 33, 65)));
    }

    Point plus(Point other) {
      BigInteger slope =
          equals(other)
              ? x.pow(2)
                  .multiply(BigInteger.valueOf(3))
                  .add(CURVE.getCurve().getA())
                  .multiply(y.shiftLeft(1).modInverse(P))
              : other.y.subtract(y).multiply(other.x.subtract(x).modInverse(P));
      BigInteger sumX = slope.pow(2).subtract(x).subtract(other.x).mod(P);
      return new Point(sumX, slope.multiply(x.subtract(sumX)).subtract(y).mod(P));
    }

    Point minus(Point other) {
      return plus(new Point(other.x, P.subtract(other.y)));
    }

    Point times(BigInteger k) {
      Point sum = this;
      for (int bit = k.bitLength() - 2; bit >= 0; bit--) {
        sum = sum.plus(sum);
        sum = k.testBit(bit) ? sum.plus(this) : sum;
      }
      return sum;
    }

    byte[] encoded() {
      return RecordedWire.join(new byte[] {4}, number(x), number(y));
    }
  }

  private final BigInteger w0;
  private final BigInteger w1;

  Spake2PlusByHand(byte[] root) {
    byte[] info = ByHand.ascii("kx1 spake2plus");
    byte[] t1 = ByHand.hmac(root, info, new byte[] {1});
    byte[] t2 = ByHand.hmac(root, t1, info, new byte[] {2});
    byte[] t3 = ByHand.hmac(root, t2, info, new byte[] {3});
    byte[] derived = RecordedWire.join(t1, t2, t3);
    w0 = new BigInteger(1, Arrays.copyOf(derived, 40)).mod(ORDER);
    w1 = new BigInteger(1, Arrays.copyOfRange(derived, 40, 80)).mod(ORDER);
  }

  byte[] w0() {
    return number(w0);
  }

  byte[] w1() {
    return number(w1);
  }

  byte[] shareP(byte[] x) {
    return Point.G.times(scalar(x)).plus(Point.M.times(w0)).encoded();
  }

  byte[] shareV(byte[] y) {
    return Point.G.times(scalar(y)).plus(Point.N.times(w0)).encoded();
  }

  /** K_main, as the prover with this x computes it. */
  byte[] main(byte[] context, byte[] x, byte[] shareV) {
    Point base = Point.of(shareV).minus(Point.N.times(w0));
    byte[] tt = new byte[0];
    for (byte[] field :
        new byte[][] {
          context,
          {},
          {},
          Point.M.encoded(),
          Point.N.encoded(),
          shareP(x),
          shareV,
          base.times(scalar(x)).encoded(),
          base.times(w1).encoded(),
          number(w0)
        }) {
      tt = RecordedWire.join(tt, length(field), field);
    }
    return ByHand.h(tt);
  }

  /** The context of an exchange. */
  static byte[] context(byte[] th1) {
    return RecordedWire.join(ByHand.ascii("kx1 spake2plus"), th1);
  }

  static byte[] confirmV(byte[] main, byte[] shareP) {
    byte[] prk = ByHand.hmac(new byte[32], main);
    byte[] t1 = ByHand.hmac(prk, ByHand.ascii("ConfirmationKeys"), new byte[] {1});
    return ByHand.hmac(
        ByHand.hmac(prk, t1, ByHand.ascii("ConfirmationKeys"), new byte[] {2}), shareP);
  }

  static byte[] confirmP(byte[] main, byte[] shareV) {
    byte[] prk = ByHand.hmac(new byte[32], main);
    return ByHand.hmac(ByHand.expand(prk, ByHand.ascii("ConfirmationKeys"), 32), shareV);
  }

  static byte[] shared(byte[] main) {
    return ByHand.expand(ByHand.hmac(new byte[32], main), ByHand.ascii("SharedKey"), 32);
  }

  private static byte[] length(byte[] field) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(field.length).array();
  }

  private static BigInteger scalar(byte[] bytes) {
    return new BigInteger(1, bytes);
  }

  private static byte[] number(BigInteger value) {
    byte[] signed = value.toByteArray();
    byte[] out = new byte[32];
    int copied = Math.min(signed.length, out.length);
    System.arraycopy(signed, signed.length - copied, out, out.length - copied, copied);
    return out;
  }
}
