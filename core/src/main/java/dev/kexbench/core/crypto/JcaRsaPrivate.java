package dev.kexbench.core.crypto;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;
import javax.crypto.Cipher;

/** The raw private-key operation with a provider's {@code RSA/ECB/NoPadding}. */
final class JcaRsaPrivate implements RsaPrivateOperation {
  private final Cipher cipher;
  private final int bytes;
  private final byte[] scratch;

  JcaRsaPrivate(Provider provider, RSAPrivateKey key, SecureRandom random) {
    bytes = (key.getModulus().bitLength() + 7) / 8;
    scratch = new byte[bytes];
    try {
      cipher = Cipher.getInstance("RSA/ECB/NoPadding", provider);
      cipher.init(Cipher.DECRYPT_MODE, key, random);
    } catch (GeneralSecurityException e) {
      throw new CryptoFailure(provider + " refused an RSA private key of " + bytes + " bytes", e);
    }
  }

  @Override
  public int bytes() {
    return bytes;
  }

  @Override
  public void apply(byte[] c, byte[] out) {
    if (c.length != bytes) {
      throw new IllegalArgumentException("c has " + c.length + " bytes, expected " + bytes);
    }
    try {
      // Bouncy Castle's result lacks leading zeros; every result takes the same two copies.
      int length = cipher.doFinal(c, 0, bytes, scratch, 0);
      Arrays.fill(out, 0, bytes, (byte) 0);
      System.arraycopy(scratch, 0, out, bytes - length, length);
    } catch (GeneralSecurityException | RuntimeException e) {
      // Bouncy Castle throws unchecked exceptions if c is not below the modulus.
      throw new CryptoFailure("the RSA private-key operation failed", e);
    } finally {
      Arrays.fill(scratch, (byte) 0);
    }
  }
}
