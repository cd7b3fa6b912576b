package dev.kexbench.core.identity;

import java.math.BigInteger;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.NamedParameterSpec;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** Computes the public point of a private scalar, and identifies the curve of EC parameters. */
final class KeyPoints {
  private static final X9ECParameters P256 = CustomNamedCurves.getByName("secp256r1");

  private KeyPoints() {}

  /** The public key, 32 bytes (RFC 7748, section 6.1). */
  static byte[] x25519(byte[] scalar) {
    byte[] point = new byte[X25519.POINT_SIZE];
    X25519.generatePublicKey(scalar, 0, point, 0);
    return point;
  }

  /** The public point, 65 bytes: {@code 0x04 ‖ x 32 ‖ y 32}. */
  static byte[] p256(BigInteger secret) {
    return new FixedPointCombMultiplier()
        .multiply(P256.getG(), secret)
        .normalize()
        .getEncoded(false);
  }

  static boolean isX25519(AlgorithmParameterSpec parameters) {
    return parameters instanceof NamedParameterSpec named
        && named.getName().equalsIgnoreCase(NamedParameterSpec.X25519.getName());
  }

  static boolean isP256(ECParameterSpec parameters) {
    return parameters != null
        && parameters.getCurve().getField() instanceof ECFieldFp field
        && field.getP().equals(P256.getCurve().getField().getCharacteristic())
        && parameters.getCurve().getB().equals(P256.getCurve().getB().toBigInteger());
  }
}
