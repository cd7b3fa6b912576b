package dev.kexbench.core.kx1;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A second implementation of KX1's formulas, line by line, with the JDK's own hash and MAC: it uses
 * none of the classes under test.
 */
final class ByHand {
  private ByHand() {}

  static byte[] h(byte[]... parts) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(RecordedWire.join(parts));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] hmac(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(RecordedWire.join(parts));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** HKDF-Expand for at most one block: T(1) = HMAC(PRK, info || 0x01). */
  static byte[] expand(byte[] prk, byte[] info, int length) {
    return Arrays.copyOf(hmac(prk, info, new byte[] {1}), length);
  }

  static byte[] ascii(String text) {
    byte[] out = new byte[text.length()];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) text.charAt(i);
    }
    return out;
  }

  static byte[] th1(byte[] offer, byte[] serverFp) {
    return h(ascii("kx1"), Arrays.copyOf(offer, 32), serverFp);
  }

  static byte[] th2(byte[] th1, byte[] offer) {
    return h(th1, Arrays.copyOfRange(offer, 32, offer.length));
  }

  /** The transcript hash over TH2 and the ACK without its tag. */
  static byte[] th3(byte[] th2, byte[] ack) {
    return h(th2, Arrays.copyOf(ack, ack.length - 32));
  }

  static byte[] t(byte[] root, byte[] th1, byte[] k) {
    byte[] auth = expand(root, ascii("kx1 auth"), 32);
    return hmac(auth, ascii("kx1 client auth"), th1, k);
  }

  static byte[] admissionKey(byte[] gate, byte[] clientId) {
    return expand(gate, RecordedWire.join(ascii("kx1 gate"), clientId), 32);
  }

  static byte[] admissionTag(byte[] key, byte[] th1, byte[] c, byte[] time) {
    return Arrays.copyOf(hmac(key, ascii("kx1 admission"), th1, c, time), 16);
  }

  /** The PRK of the RSA suites. */
  static byte[] prk(byte[] th3, byte[] k, byte[] root) {
    return hmac(th3, k, expand(root, ascii("kx1 mix"), 32));
  }

  static byte[] prk(byte[] th3, byte[] secret) {
    return hmac(th3, secret);
  }

  static byte[] key(byte[] prk, String label, int length) {
    return expand(prk, ascii("kx1 " + label), length);
  }

  static byte[] ackTag(byte[] prk, byte[] th3) {
    return hmac(key(prk, "ack", 32), ascii("kx1 ack"), th3);
  }

  static byte[] confirmTag(byte[] prk, byte[] th3, byte[] ackTag) {
    return hmac(key(prk, "confirm", 32), ascii("kx1 confirm"), th3, ackTag);
  }
}
