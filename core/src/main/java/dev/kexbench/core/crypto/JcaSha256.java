package dev.kexbench.core.crypto;

import java.security.DigestException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.Provider;
import javax.crypto.Mac;

/**
 * SHA-256 and HMAC with the objects of one or two JCA providers. Each use sets the MAC's key, so no
 * state keyed for one client serves another.
 */
final class JcaSha256 implements Sha256 {
  private final MessageDigest digest;
  private final Mac mac;

  JcaSha256(Provider digests, Provider macs) {
    try {
      digest = MessageDigest.getInstance("SHA-256", digests);
      mac = Mac.getInstance("HmacSHA256", macs);
    } catch (GeneralSecurityException e) {
      throw new CryptoFailure("no SHA-256 or HmacSHA256 from " + digests + ", " + macs, e);
    }
  }

  @Override
  public void update(byte[] data, int from, int length) {
    digest.update(data, from, length);
  }

  @Override
  public void finish(byte[] out, int at) {
    try {
      digest.digest(out, at, BYTES);
    } catch (DigestException e) {
      throw new CryptoFailure("SHA-256 failed", e);
    }
  }

  @Override
  public byte[] hmac(byte[] key, byte[]... parts) {
    try {
      mac.init(new BorrowedKey("HmacSHA256", key));
      for (byte[] part : parts) {
        mac.update(part, 0, part.length);
      }
      return mac.doFinal();
    } catch (InvalidKeyException e) {
      throw new CryptoFailure("HmacSHA256 refused a key of " + key.length + " bytes", e);
    }
  }
}
