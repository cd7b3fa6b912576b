package dev.kexbench.core.identity;

import static dev.kexbench.core.identity.ExpectedFailure.assertSays;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Security;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The test resources were created with openssl. */
class KeyFilesTest {
  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    Path file = folder.resolve("file.pem");
    Files.deleteIfExists(file);
    SecretFiles.write(file, text);
    return file;
  }

  private Path copy(String resource) throws IOException {
    return file(TestKeys.text(resource));
  }

  /** Reads an unencrypted key, for which no passphrase is requested. */
  private static PrivateKey readPrivate(Path file) {
    return KeyFiles.readPrivate(
        file,
        SecretFiles.Modes.CHECKED,
        () -> {
          throw new AssertionError("asked for a passphrase");
        });
  }

  private static PrivateKey decrypt(Path file, char[] passphrase) {
    return KeyFiles.readPrivate(
        file, SecretFiles.Modes.CHECKED, () -> Optional.ofNullable(passphrase));
  }

  @Test
  void readsKeysEncryptedByOpensslAndWipesThePassphrase() throws IOException {
    char[] passphrase = "open sesame".toCharArray();
    assertEquals(TestKeys.rsa(2048).rsa(), decrypt(copy("identity/encrypted.key.pem"), passphrase));
    assertArrayEquals(new char[passphrase.length], passphrase);
  }

  @Test
  void readsItsOwnEncryptedKeysWithTheRightPassphraseOnly() throws IOException {
    char[] passphrase = "gr\u00fcn".toCharArray();
    String pem = EncryptedKey.pem(TestKeys.rsa(2048).rsa(), passphrase);
    assertArrayEquals(new char[passphrase.length], passphrase);
    assertTrue(pem.startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----"), pem);
    Path file = file(pem);
    assertEquals(TestKeys.rsa(2048).rsa(), decrypt(file, "gr\u00fcn".toCharArray()));
    assertSays(() -> decrypt(file, "grun".toCharArray()), file, "check the passphrase");
    assertSays(() -> decrypt(file, new char[0]), file, "check the passphrase");
  }

  @Test
  void reportsAMissingPassphraseAndHowToProvideOne() throws IOException {
    Path file = copy("identity/encrypted.key.pem");
    assertSays(() -> decrypt(file, null), file, "--passphrase-file", "KEXBENCH_PASSPHRASE");
  }

  @Test
  void bouncyCastleIsNotRegisteredInTheJvm() throws IOException {
    decrypt(copy("identity/encrypted.key.pem"), "open sesame".toCharArray());
    assertNull(Security.getProvider("BC"));
  }

  @ParameterizedTest
  @ValueSource(ints = {2048, 3072, 4096})
  void readsWhatOpensslWrote(int bits) throws IOException {
    ServerPublicKey publicKey = KeyFiles.readPublic(copy("rsa-" + bits + ".pub.pem"));
    assertArrayEquals(TestKeys.rsa(bits).publicKey().fingerprint(), publicKey.fingerprint());
    var secret = readPrivate(copy("rsa-" + bits + ".key.pem"));
    assertEquals(TestKeys.rsa(bits).rsa(), secret);
  }

  @ParameterizedTest
  @ValueSource(ints = {2048, 4096})
  void writesWhatOpensslWrites(int bits) {
    ServerKeys keys = TestKeys.rsa(bits);
    assertEquals(
        TestKeys.text("rsa-" + bits + ".pub.pem"), lf(KeyFiles.publicPem(keys.publicKey())));
    assertEquals(TestKeys.text("rsa-" + bits + ".key.pem"), lf(KeyFiles.privatePem(keys.rsa())));
  }

  private static String lf(String text) {
    return text.replace("\r\n", "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "rsa-2048.key.pem, PrivateKeyInfo",
    "identity/pkcs1.key.pem, PEMKeyPair",
    "identity/certificate.pem, X509CertificateHolder",
    "identity/encrypted.key.pem, PKCS8EncryptedPrivateKeyInfo"
  })
  void anotherKindOfFileIsNoPublicKey(String resource, String found) throws IOException {
    Path file = copy(resource);
    assertSays(
        () -> KeyFiles.readPublic(file),
        file,
        "expected a public key (-----BEGIN PUBLIC KEY-----)",
        "found a " + found);
  }

  @ParameterizedTest
  @CsvSource({
    "rsa-2048.pub.pem, SubjectPublicKeyInfo",
    "identity/pkcs1.key.pem, PEMKeyPair",
    "identity/certificate.pem, X509CertificateHolder"
  })
  void anotherKindOfFileIsNoPrivateKey(String resource, String found) throws IOException {
    Path file = copy(resource);
    assertSays(
        () -> readPrivate(file),
        file,
        "expected a PKCS#8 private key (-----BEGIN PRIVATE KEY-----)",
        "found a " + found);
  }

  @ParameterizedTest
  @CsvSource({"x25519, X25519, 255", "ec, P256, 256"})
  void readsAndWritesCurveKeysAsOpensslDoes(String name, KeyKind kind, int bits)
      throws IOException {
    ServerPublicKey publicKey = KeyFiles.readPublic(copy("identity/" + name + ".pub.pem"));
    String known = TestKeys.text("identity/" + name + ".pub.sha256").strip();
    assertEquals(known, HexFormat.of().formatHex(publicKey.fingerprint()));
    assertEquals(kind, publicKey.kind());
    assertEquals(bits, publicKey.bits());
    PrivateKey secret = readPrivate(copy("identity/" + name + ".key.pem"));
    ServerKeys keys = new ServerKeys(secret, publicKey, new byte[32]);
    assertEquals("ServerKeys[%s %d]".formatted(kind, bits), keys.toString());
    assertEquals(TestKeys.text("identity/" + name + ".pub.pem"), lf(KeyFiles.publicPem(publicKey)));
    assertEquals(secret, readPrivate(file(KeyFiles.privatePem(secret))));
    ServerPublicKey other = ServerKeys.generate(kind, 0, new SecureRandom()).publicKey();
    var halves =
        assertThrows(
            IllegalArgumentException.class, () -> new ServerKeys(secret, other, new byte[32]));
    assertEquals("the private and the public key do not match", halves.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"p384", "ed25519"})
  void aKeyOfAnotherAlgorithmOrCurveIsRefused(String name) throws IOException {
    Path publicKey = copy("identity/" + name + ".pub.pem");
    assertSays(() -> KeyFiles.readPublic(publicKey), publicKey, "not an RSA, X25519 or P-256 key");
  }

  @Test
  void anExponentOf3IsRefused() throws IOException {
    Path file = copy("identity/exponent-3.pub.pem");
    assertSays(() -> KeyFiles.readPublic(file), file, "exponent must be 65537", "is 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no key at all\n", "\u0000\u0001\u00ff"})
  void textWithoutPemIsNoKey(String text) throws IOException {
    Path file = file(text);
    assertSays(() -> KeyFiles.readPublic(file), file, "expected", "found no PEM object");
  }

  @ParameterizedTest
  @ValueSource(strings = {"MIIB", "!!!! not base64 !!!!", "AAAA", ""})
  void brokenPemIsRefusedInOneLine(String body) throws IOException {
    for (String type : new String[] {"PUBLIC KEY", "PRIVATE KEY", "RSA PRIVATE KEY"}) {
      Path file = file("-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
      assertSays(() -> KeyFiles.readPublic(file), file);
      assertSays(() -> readPrivate(file), file);
    }
  }

  @Test
  void truncatedPemIsRefusedInOneLine() throws IOException {
    Path file = file("-----BEGIN PUBLIC KEY-----\nAAAA\n");
    assertSays(() -> KeyFiles.readPublic(file), file);
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = folder.resolve("none.pem");
    assertSays(() -> KeyFiles.readPublic(file), "no server key at " + file);
    assertSays(() -> readPrivate(file), "no private key at " + file);
    assertSays(() -> KeyFiles.readPublic(folder), "cannot read server key " + folder);
  }
}
