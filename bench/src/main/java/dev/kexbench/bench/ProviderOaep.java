package dev.kexbench.bench;

import dev.kexbench.core.crypto.BackendKind;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * OAEP decryption by a provider's own padding, which the server does not use: here it is what the
 * server's way is compared with. For one thread.
 */
final class ProviderOaep {
  /** Spelled out, since providers differ in what MGF1 the transformation's name alone means. */
  private static final OAEPParameterSpec OAEP =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  private final Cipher cipher;

  /**
   * A cipher that keeps the key.
   *
   * @throws GeneralSecurityException if the provider has no OAEP or refuses the key
   */
  ProviderOaep(BackendKind kind, RSAPrivateKey key) throws GeneralSecurityException {
    cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", provider(kind));
    cipher.init(Cipher.DECRYPT_MODE, key, OAEP, new SecureRandom());
  }

  /**
   * The message of one ciphertext.
   *
   * @throws GeneralSecurityException if the padding is wrong
   */
  byte[] decrypt(byte[] c) throws GeneralSecurityException {
    return cipher.doFinal(c);
  }

  private static Provider provider(BackendKind kind) throws GeneralSecurityException {
    return switch (kind) {
      case ACCP -> accp();
      case BC -> new BouncyCastleProvider();
      case JDK -> Security.getProvider("SunJCE");
    };
  }

  /** By reflection, since its jar exists for a few platforms only. */
  private static Provider accp() throws GeneralSecurityException {
    try {
      Class<?> type =
          Class.forName("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider");
      return (Provider) type.getField("INSTANCE").get(null);
    } catch (ReflectiveOperationException missing) {
      throw new GeneralSecurityException("crypto provider accp is not available here", missing);
    }
  }
}
