package dev.kexbench.core.identity;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.util.io.pem.PemGenerationException;

/**
 * A private key encrypted with a passphrase: EncryptedPrivateKeyInfo (RFC 5958, section 3) with
 * PBES2 (RFC 8018, section 6.2). Written with AES-256-CBC and PBKDF2-HMAC-SHA-256 with 600,000
 * iterations; read with any scheme that Bouncy Castle supports.
 */
final class EncryptedKey {
  private static final int ROUNDS = 600_000;

  private EncryptedKey() {}

  /** One way to decrypt a key. */
  private interface Decryption {
    PrivateKeyInfo with(char[] passphrase)
        throws IOException, OperatorCreationException, PKCSException;
  }

  /**
   * The decrypted key.
   *
   * @param file for messages
   * @param passphrase the array that it returns is wiped after use
   * @throws IdentityFileException if the passphrase is missing or wrong
   */
  static PrivateKeyInfo decrypt(
      Path file, PKCS8EncryptedPrivateKeyInfo key, Supplier<Optional<char[]>> passphrase) {
    return decrypt(
        file,
        passphrase,
        given ->
            key.decryptPrivateKeyInfo(
                new JceOpenSSLPKCS8DecryptorProviderBuilder()
                    .setProvider(provider())
                    .build(given)));
  }

  /**
   * The decrypted key of a file in OpenSSL's older encryption, which a {@code DEK-Info} header
   * describes (RFC 1421, section 4.6.1.3).
   *
   * @param file for messages
   * @param passphrase the array that it returns is wiped after use
   * @throws IdentityFileException if the passphrase is missing or wrong
   */
  static PrivateKeyInfo decrypt(
      Path file, PEMEncryptedKeyPair key, Supplier<Optional<char[]>> passphrase) {
    return decrypt(
        file,
        passphrase,
        given ->
            key.decryptKeyPair(
                    new JcePEMDecryptorProviderBuilder().setProvider(provider()).build(given))
                .getPrivateKeyInfo());
  }

  private static PrivateKeyInfo decrypt(
      Path file, Supplier<Optional<char[]>> passphrase, Decryption key) {
    char[] given =
        passphrase
            .get()
            .orElseThrow(
                () ->
                    new IdentityFileException(
                        file
                            + " is encrypted; give its passphrase with --passphrase-file FILE or"
                            + " in KEXBENCH_PASSPHRASE"));
    try {
      return key.with(given);
    } catch (IOException | OperatorCreationException | PKCSException | RuntimeException e) {
      throw new IdentityFileException(
          file + " cannot be decrypted; check the passphrase, and that the file is whole", e);
    } finally {
      Arrays.fill(given, '\0');
    }
  }

  /** The key as PEM, encrypted; the passphrase is wiped. */
  static String pem(PrivateKey key, char[] passphrase) {
    try {
      var encryptor =
          new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
              .setProvider(provider())
              .setPRF(PKCS8Generator.PRF_HMACSHA256)
              .setIterationCount(ROUNDS)
              .setRandom(new SecureRandom())
              .setPassword(passphrase)
              .build();
      return KeyFiles.pem(new JcaPKCS8Generator(key, encryptor).generate());
    } catch (OperatorCreationException | PemGenerationException e) {
      throw new IllegalStateException("Bouncy Castle should have AES and PBKDF2", e);
    } finally {
      Arrays.fill(passphrase, '\0');
    }
  }

  private static Provider provider() {
    return new BouncyCastleProvider();
  }
}
