package dev.kexbench.core.kx1;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A second implementation of the formulas of suites 0x41 to 0x43, with the JDK's own primitives: it
 * uses none of the classes under test.
 */
final class ResumptionByHand {
  private ResumptionByHand() {}

  static byte[] resumptionSecret(byte[] prk) {
    return ByHand.key(prk, "resumption", 32);
  }

  static byte[] returning(byte[] root, byte[] resumptionSecret) {
    return ByHand.hmac(ByHand.expand(root, ByHand.ascii("kx1 return"), 32), resumptionSecret);
  }

  static byte[] binder(byte[] returning, byte[] th1, byte[] ticket, byte[] share) {
    byte[] key = ByHand.expand(returning, ByHand.ascii("kx1 binder"), 32);
    return ByHand.hmac(key, ByHand.ascii("kx1 binder"), th1, ticket, share);
  }

  static byte[] resumed(byte[] returning) {
    return ByHand.expand(returning, ByHand.ascii("kx1 resumed"), 32);
  }

  static byte[] ackTag(byte[] prk, byte[] th3, byte[] ticketPart) {
    return ByHand.hmac(ByHand.key(prk, "ack", 32), ByHand.ascii("kx1 ack"), th3, ticketPart);
  }

  /** The key a ticket is sealed with, and what the server is. */
  record Sealing(byte[] name, byte[] key, byte[] nonce, byte[] binding) {}

  static byte[] ticket(Sealing with, byte[] clientId, byte[] expiry, byte[] resumptionSecret) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(with.key(), "AES"),
          new GCMParameterSpec(128, with.nonce()));
      cipher.updateAAD(RecordedWire.join(ByHand.ascii("kx1 ticket"), with.binding(), with.name()));
      byte[] sealed = cipher.doFinal(RecordedWire.join(clientId, expiry, resumptionSecret));
      return RecordedWire.join(with.name(), with.nonce(), sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
