package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.Oaep;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;

/**
 * A private key in a JCA cipher that is kept as long as {@link CipherLife} states. For one thread.
 */
final class PrivateCipher {
  /** The padding that the cipher removes after the private-key operation. */
  enum Padding {
    /** No padding: the result is still encoded. */
    NONE("RSA/ECB/NoPadding", null),
    /** The provider's own OAEP. */
    OAEP("RSA/ECB/OAEPPadding", Oaep.PARAMETERS);

    private final String transformation;
    private final AlgorithmParameterSpec parameters;

    Padding(String transformation, AlgorithmParameterSpec parameters) {
      this.transformation = transformation;
      this.parameters = parameters;
    }
  }

  private final Padding padding;
  private final CipherLife life;
  private final Provider provider;
  private final RSAPrivateKey key;
  private final SecureRandom random = new SecureRandom();
  private final Cipher kept;

  PrivateCipher(Padding padding, CipherLife life, Provider provider, RSAPrivateKey key)
      throws GeneralSecurityException {
    this.padding = padding;
    this.life = life;
    this.provider = provider;
    this.key = key;
    this.kept = keyed(created());
  }

  /**
   * Decrypts one ciphertext.
   *
   * @param out as long as the modulus
   * @return the number of bytes written to {@code out}, from its beginning
   * @throws GeneralSecurityException if a padding is wrong
   */
  int decrypt(byte[] c, byte[] out) throws GeneralSecurityException {
    Cipher cipher =
        switch (life) {
          case KEPT -> kept;
          case KEYED_AGAIN -> keyed(kept);
          case NEW -> keyed(created());
        };
    return cipher.doFinal(c, 0, c.length, out, 0);
  }

  private Cipher created() throws GeneralSecurityException {
    return Cipher.getInstance(padding.transformation, provider);
  }

  private Cipher keyed(Cipher cipher) throws GeneralSecurityException {
    cipher.init(Cipher.DECRYPT_MODE, key, padding.parameters, random);
    return cipher;
  }
}
