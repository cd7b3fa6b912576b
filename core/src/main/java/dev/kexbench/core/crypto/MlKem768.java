package dev.kexbench.core.crypto;

import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.generators.MLKEMKeyPairGenerator;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMKeyGenerationParameters;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;

/** ML-KEM-768 (FIPS 203) with Bouncy Castle, for every backend. Thread-safe. */
public final class MlKem768 {
  /** The length of an encapsulation key in bytes. */
  public static final int KEY_BYTES = 1_184;

  /** The length of a ciphertext in bytes. */
  public static final int CIPHERTEXT_BYTES = 1_088;

  private static final MLKEMParameters PARAMETERS = MLKEMParameters.ml_kem_768;

  private final SecureRandom random;

  public MlKem768(SecureRandom random) {
    this.random = random;
  }

  /** A key pair for one use; wiped when closed. */
  public static final class Key implements AutoCloseable {
    private final MLKEMPrivateKeyParameters secret;
    private final byte[] publicKey;

    private Key(AsymmetricCipherKeyPair pair) {
      secret = (MLKEMPrivateKeyParameters) pair.getPrivate();
      publicKey = ((MLKEMPublicKeyParameters) pair.getPublic()).getEncoded();
    }

    /** The encapsulation key, {@link #KEY_BYTES} bytes. */
    public byte[] publicKey() {
      return publicKey.clone();
    }

    /**
     * The shared secret, 32 bytes. A ciphertext that was not created for this key yields a
     * different one (FIPS 203, section 7.3).
     *
     * @param ciphertext {@link #CIPHERTEXT_BYTES} bytes
     */
    public byte[] decapsulate(byte[] ciphertext) {
      return new MLKEMExtractor(secret).extractSecret(ciphertext);
    }

    @Override
    public void close() {
      secret.destroy();
    }

    @Override
    public String toString() {
      return "ML-KEM-768 key";
    }
  }

  /** A new key pair. */
  public Key generate() {
    MLKEMKeyPairGenerator generator = new MLKEMKeyPairGenerator();
    generator.init(new MLKEMKeyGenerationParameters(random, PARAMETERS));
    return new Key(generator.generateKeyPair());
  }

  /** A ciphertext and the shared secret it encapsulates, which the caller wipes. */
  public record Encapsulated(byte[] ciphertext, byte[] secret) {
    @Override
    public String toString() {
      return "Encapsulated";
    }
  }

  /**
   * Encapsulates to an encapsulation key; empty if the bytes are not one (FIPS 203, section 7.2).
   */
  public Optional<Encapsulated> encapsulate(byte[] key) {
    try {
      SecretWithEncapsulation made =
          new MLKEMGenerator(random)
              .generateEncapsulated(new MLKEMPublicKeyParameters(PARAMETERS, key));
      return Optional.of(new Encapsulated(made.getEncapsulation(), made.getSecret()));
    } catch (IllegalArgumentException noKey) {
      return Optional.empty(); // public data: the peer sent it
    }
  }
}
