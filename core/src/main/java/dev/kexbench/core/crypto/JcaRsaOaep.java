package dev.kexbench.core.crypto;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import javax.crypto.Cipher;

/** RSAES-OAEP with a provider's own padding; for the client side only. */
final class JcaRsaOaep implements RsaOaepEncryption {
  private final Cipher cipher;

  JcaRsaOaep(Provider provider, RSAPublicKey key, SecureRandom random) {
    try {
      cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", provider);
      cipher.init(Cipher.ENCRYPT_MODE, key, Oaep.PARAMETERS, random);
    } catch (GeneralSecurityException e) {
      throw new CryptoFailure(provider + " refused an RSA public key", e);
    }
  }

  @Override
  public byte[] encrypt(byte[] plaintext) {
    try {
      return cipher.doFinal(plaintext);
    } catch (GeneralSecurityException e) {
      throw new CryptoFailure("OAEP encryption of " + plaintext.length + " bytes failed", e);
    }
  }
}
