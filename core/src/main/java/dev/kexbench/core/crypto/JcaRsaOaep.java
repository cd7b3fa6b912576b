package dev.kexbench.core.crypto;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** RSAES-OAEP by a provider's own padding; the client's side only. */
final class JcaRsaOaep implements RsaOaepEncryption {
  /** Spelled out, since providers differ in what MGF1 the transformation's name alone means. */
  private static final OAEPParameterSpec OAEP =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  private final Cipher cipher;

  JcaRsaOaep(Provider provider, RSAPublicKey key, SecureRandom random) {
    try {
      cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", provider);
      cipher.init(Cipher.ENCRYPT_MODE, key, OAEP, random);
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
