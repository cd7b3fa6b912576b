package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.CurveKeys;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.ec.CustomNamedCurves;

/**
 * A second implementation of the formulas of the Diffie-Hellman suites, line by line, with the
 * JDK's own primitives: it uses none of the classes under test.
 */
final class DhByHand {
  private static final byte[] BASE_POINT = {9};

  private DhByHand() {}

  static PublicKey x25519Key(byte[] point) {
    byte[] highestFirst = new byte[32];
    for (int i = 0; i < point.length; i++) {
      highestFirst[31 - i] = point[i];
    }
    highestFirst[0] &= 0x7F;
    try {
      return KeyFactory.getInstance("X25519")
          .generatePublic(
              new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, highestFirst)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] x25519(byte[] scalar, byte[] peer) {
    return agreed("X25519", CurveKeys.x25519(scalar), x25519Key(peer));
  }

  private static byte[] agreed(String algorithm, PrivateKey own, PublicKey peer) {
    try {
      KeyAgreement agreement = KeyAgreement.getInstance(algorithm, "SunEC");
      agreement.init(own);
      agreement.doPhase(peer, true);
      return agreement.generateSecret();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] x25519Point(byte[] scalar) {
    return x25519(scalar, BASE_POINT);
  }

  static PublicKey p256Key(byte[] point) {
    try {
      ECPoint at =
          new ECPoint(
              new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
              new BigInteger(1, Arrays.copyOfRange(point, 33, 65)));
      return KeyFactory.getInstance("EC")
          .generatePublic(new ECPublicKeySpec(at, CurveKeys.secp256r1()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] p256(byte[] secret, byte[] peer) {
    return agreed("ECDH", CurveKeys.p256(secret), p256Key(peer));
  }

  /** Uses Bouncy Castle: the JDK cannot compute the point of a scalar. */
  static byte[] p256Point(byte[] secret) {
    return CustomNamedCurves.getByName("secp256r1")
        .getG()
        .multiply(new BigInteger(1, secret))
        .normalize()
        .getEncoded(false);
  }

  static byte[] psk(byte[] root) {
    return ByHand.expand(root, ByHand.ascii("kx1 noise psk"), 32);
  }

  /** t of suite 0x21. */
  static byte[] t(byte[] root, byte[] th1, byte[] qc, byte[] zs) {
    return ByHand.t(root, th1, RecordedWire.join(qc, zs));
  }

  /** The secret of suite 0x21. */
  static byte[] ecdhSecret(byte[] zs, byte[] ze, byte[] root) {
    return RecordedWire.join(zs, ze, ByHand.expand(root, ByHand.ascii("kx1 mix"), 32));
  }

  /**
   * A Noise handshake as computed by an observer who knows the results of its Diffie-Hellman
   * operations.
   */
  static final class Noise {
    private byte[] ck = ByHand.ascii("Noise_NKpsk0_25519_AESGCM_SHA256");
    private byte[] h = ck;
    private byte[] k;

    Noise(byte[] th1, byte[] server, byte[] psk) {
      mixHash(th1);
      mixHash(server);
      byte[] temp = ByHand.hmac(ck, psk);
      ck = ByHand.hmac(temp, new byte[] {1});
      byte[] second = ByHand.hmac(temp, ck, new byte[] {2});
      k = ByHand.hmac(temp, second, new byte[] {3});
      mixHash(second);
    }

    /** The tag of the message with this ephemeral key and this agreement. */
    byte[] message(byte[] e, byte[] agreed) {
      mixHash(e);
      mixKey(e);
      mixKey(agreed);
      byte[] tag = seal();
      mixHash(tag);
      return tag;
    }

    /** k1 || k2. */
    byte[] split() {
      byte[] temp = ByHand.hmac(ck, new byte[0]);
      byte[] k1 = ByHand.hmac(temp, new byte[] {1});
      return RecordedWire.join(k1, ByHand.hmac(temp, k1, new byte[] {2}));
    }

    private void mixHash(byte[] data) {
      h = ByHand.h(h, data);
    }

    private void mixKey(byte[] material) {
      byte[] temp = ByHand.hmac(ck, material);
      ck = ByHand.hmac(temp, new byte[] {1});
      k = ByHand.hmac(temp, ck, new byte[] {2});
    }

    private byte[] seal() {
      try {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        cipher.init(
            Cipher.ENCRYPT_MODE,
            new SecretKeySpec(k, "AES"),
            new GCMParameterSpec(128, new byte[12]));
        cipher.updateAAD(h);
        return cipher.doFinal();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
