package dev.kexbench.core.kx1;

import dev.kexbench.core.crypto.Hkdf;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import java.util.Arrays;

/** Every key and tag of KX1 as a pure function of its inputs. */
final class KeySchedule {

  private KeySchedule() {}

  /**
   * t = HMAC(K_auth, "kx1 client auth" || TH1 || k), with K_auth from the root; suite 0x21 has Q_c
   * || Z_s in place of k.
   */
  static byte[] clientAuth(Sha256 sha, byte[] root, byte[] th1, byte[] k) {
    return tag(sha, root, Label.AUTH, Label.CLIENT_AUTH, th1, k);
  }

  /** admission_tag = HMAC(K_admission, "kx1 admission" || TH1 || OFFER[c .. time_ms])[0..16). */
  static byte[] admissionTag(Sha256 sha, byte[] admissionKey, byte[] th1, byte[] admitted) {
    byte[] tag = sha.hmac(admissionKey, Label.ADMISSION, th1, admitted);
    return Arrays.copyOf(tag, Offer.TAG_BYTES);
  }

  /** psk = HKDF-Expand(root, "kx1 noise psk", 32), of suites 0x11 and 0x12. */
  static byte[] psk(Sha256 sha, byte[] root) {
    return Hkdf.expand(sha, root, Label.NOISE_PSK, Sha256.BYTES);
  }

  /**
   * The secret of the suites that mix in the root: the agreed values, 32 bytes each, || K_mix. The
   * caller wipes it.
   */
  static byte[] mixed(Sha256 sha, byte[] root, byte[]... agreed) {
    byte[] mix = Hkdf.expand(sha, root, Label.MIX, Sha256.BYTES);
    byte[] secret = new byte[agreed.length * Sha256.BYTES + mix.length];
    for (int i = 0; i < agreed.length; i++) {
      System.arraycopy(agreed[i], 0, secret, i * Sha256.BYTES, Sha256.BYTES);
    }
    System.arraycopy(mix, 0, secret, agreed.length * Sha256.BYTES, mix.length);
    Secrets.wipe(mix);
    return secret;
  }

  /** PRK = HKDF-Extract(salt = TH3, IKM = secret). */
  static byte[] prk(Sha256 sha, byte[] th3, byte[] secret) {
    return Hkdf.extract(sha, th3, secret);
  }

  /** The resumption secret of an exchange, 32 bytes: HKDF-Expand(PRK, "kx1 resumption", 32). */
  static byte[] resumption(Sha256 sha, byte[] prk) {
    return Hkdf.expand(sha, prk, Label.RESUMPTION, Sha256.BYTES);
  }

  /**
   * The key of a returning client, 32 bytes: HKDF-Extract(salt = HKDF-Expand(root, "kx1 return",
   * 32), IKM = resumption secret). Neither the content of the ticket alone nor the root alone
   * suffices to compute it.
   */
  static byte[] returning(Sha256 sha, byte[] root, byte[] resumption) {
    byte[] salt = Hkdf.expand(sha, root, Label.RETURN, Sha256.BYTES);
    try {
      return Hkdf.extract(sha, salt, resumption);
    } finally {
      Secrets.wipe(salt);
    }
  }

  /**
   * binder = HMAC(HKDF-Expand(returning, "kx1 binder", 32), "kx1 binder" || TH1 || ticket ||
   * share).
   */
  static byte[] binder(Sha256 sha, byte[] returning, byte[] th1, byte[] ticketAndShare) {
    return tag(sha, returning, Label.BINDER, Label.BINDER, th1, ticketAndShare);
  }

  /** HKDF-Expand(returning, "kx1 resumed", 32): the secret of 0x41, part of that of 0x42, 0x43. */
  static byte[] resumed(Sha256 sha, byte[] returning) {
    return Hkdf.expand(sha, returning, Label.RESUMED, Sha256.BYTES);
  }

  /**
   * ack_tag = HMAC(key("ack", 32), "kx1 ack" || TH3 || ticket part).
   *
   * @param ticketPart what follows ack_tag in the ACK; empty if there is no ticket
   */
  static byte[] ackTag(Sha256 sha, byte[] prk, byte[] th3, byte[] ticketPart) {
    return tag(sha, prk, Label.ACK, Label.ACK, th3, ticketPart);
  }

  /** confirm_tag = HMAC(key("confirm", 32), "kx1 confirm" || TH3 || ack_tag). */
  static byte[] confirmTag(Sha256 sha, byte[] prk, byte[] th3, byte[] ackTag) {
    return tag(sha, prk, Label.CONFIRM, Label.CONFIRM, th3, ackTag);
  }

  /** HMAC(HKDF-Expand(secret, label, 32), parts). */
  private static byte[] tag(Sha256 sha, byte[] secret, byte[] label, byte[]... parts) {
    byte[] key = Hkdf.expand(sha, secret, label, Sha256.BYTES);
    try {
      return sha.hmac(key, parts);
    } finally {
      Secrets.wipe(key);
    }
  }
}
