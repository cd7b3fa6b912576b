package dev.kexbench.core.crypto;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.KeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.Optional;

/** Converts a curve's public keys between their wire encoding and JCA key specifications. */
abstract sealed class PointCodec {
  private final String keys;
  private final String agreement;

  private PointCodec(String keys, String agreement) {
    this.keys = keys;
    this.agreement = agreement;
  }

  static PointCodec of(Curve curve) {
    return curve == Curve.X25519 ? new X25519Points() : new P256Points();
  }

  /** The JCA algorithm name for generators and key factories. */
  final String keys() {
    return keys;
  }

  /** The JCA algorithm name for key agreements. */
  final String agreement() {
    return agreement;
  }

  abstract AlgorithmParameterSpec parameters();

  abstract byte[] encode(PublicKey key);

  /** The key specification; empty if the bytes are not a point on the curve. */
  abstract Optional<KeySpec> decode(byte[] bytes);

  /** Writes the number in {@code length} bytes, big-endian. */
  private static void write(BigInteger number, byte[] out, int from, int length) {
    byte[] signed = number.toByteArray();
    int copied = Math.min(signed.length, length);
    System.arraycopy(signed, signed.length - copied, out, from + length - copied, copied);
  }

  /** The x coordinate, little-endian; any 32 bytes are valid (RFC 7748, section 5). */
  private static final class X25519Points extends PointCodec {
    private X25519Points() {
      super("X25519", "X25519");
    }

    @Override
    AlgorithmParameterSpec parameters() {
      return NamedParameterSpec.X25519;
    }

    @Override
    byte[] encode(PublicKey key) {
      byte[] out = new byte[Curve.X25519.publicBytes()];
      write(((XECPublicKey) key).getU(), out, 0, out.length);
      return reversed(out);
    }

    @Override
    Optional<KeySpec> decode(byte[] bytes) {
      if (bytes.length != Curve.X25519.publicBytes()) {
        return Optional.empty();
      }
      byte[] highestFirst = reversed(bytes.clone());
      highestFirst[0] &= 0x7F; // the highest bit is ignored
      BigInteger u = new BigInteger(1, highestFirst);
      return Optional.of(new XECPublicKeySpec(NamedParameterSpec.X25519, u));
    }

    private static byte[] reversed(byte[] bytes) {
      for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
        byte kept = bytes[i];
        bytes[i] = bytes[j];
        bytes[j] = kept;
      }
      return bytes;
    }
  }

  /** {@code 0x04 ‖ x 32 ‖ y 32} (SEC 1, section 2.3.3). */
  private static final class P256Points extends PointCodec {
    private static final byte UNCOMPRESSED = 4;
    private static final int COORDINATE_BYTES = 32;

    private final ECParameterSpec curve = Curve.secp256r1();
    private final BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();

    private P256Points() {
      super("EC", "ECDH");
    }

    @Override
    AlgorithmParameterSpec parameters() {
      return new ECGenParameterSpec("secp256r1");
    }

    @Override
    byte[] encode(PublicKey key) {
      ECPoint point = ((ECPublicKey) key).getW();
      byte[] out = new byte[Curve.P256.publicBytes()];
      out[0] = UNCOMPRESSED;
      write(point.getAffineX(), out, 1, COORDINATE_BYTES);
      write(point.getAffineY(), out, 1 + COORDINATE_BYTES, COORDINATE_BYTES);
      return out;
    }

    @Override
    Optional<KeySpec> decode(byte[] bytes) {
      if (bytes.length != Curve.P256.publicBytes() || bytes[0] != UNCOMPRESSED) {
        return Optional.empty();
      }
      BigInteger x = new BigInteger(1, Arrays.copyOfRange(bytes, 1, 1 + COORDINATE_BYTES));
      BigInteger y =
          new BigInteger(1, Arrays.copyOfRange(bytes, 1 + COORDINATE_BYTES, bytes.length));
      return lies(x, y)
          ? Optional.of(new ECPublicKeySpec(new ECPoint(x, y), curve))
          : Optional.empty();
    }

    /**
     * Whether y² = x³ + ax + b (SP 800-56A Rev. 3, section 5.6.2.3.4). The curve's order is prime,
     * so every such point is valid. Providers check this at different times, or not at all.
     */
    private boolean lies(BigInteger x, BigInteger y) {
      BigInteger right =
          x.pow(3).add(curve.getCurve().getA().multiply(x)).add(curve.getCurve().getB()).mod(p);
      return x.compareTo(p) < 0 && y.compareTo(p) < 0 && y.multiply(y).mod(p).equals(right);
    }
  }
}
