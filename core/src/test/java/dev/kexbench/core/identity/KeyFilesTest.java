package dev.kexbench.core.identity;

import static dev.kexbench.core.identity.ExpectedFailure.assertSays;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.TestKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
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
    "rsa-2048.key.pem, a private key, openssl pkey -in FILE -pubout -out converted.pem",
    "identity/pkcs1.key.pem, a private key, openssl pkey -in FILE -pubout -out converted.pem",
    "identity/encrypted.key.pem, a private key, openssl pkey -in FILE -pubout -out converted.pem",
    "identity/certificate.pem, a certificate,"
        + " openssl x509 -in FILE -pubkey -noout > converted.pem",
    "identity/request.pem, a certificate request,"
        + " openssl req -in FILE -pubkey -noout > converted.pem",
    "identity/openssh.key, an OpenSSH private key,"
        + " ssh-keygen -e -m PKCS8 -f FILE > converted.pem",
    "identity/openssh.pub, an OpenSSH public key,"
        + " ssh-keygen -e -m PKCS8 -f FILE > converted.pem"
  })
  void anotherKindOfFileIsNoPublicKey(String resource, String found, String command)
      throws IOException {
    Path file = copy(resource);
    assertSays(
        () -> KeyFiles.readPublic(file),
        file + ": expected a public key (-----BEGIN PUBLIC KEY-----), found " + found,
        "; convert it: " + command.replace("FILE", file.toString()));
  }

  @ParameterizedTest
  @CsvSource({
    "rsa-2048.pub.pem, a public key",
    "identity/certificate.pem, a certificate",
    "identity/request.pem, a certificate request",
    "identity/openssh.pub, an OpenSSH public key"
  })
  void anotherKindOfFileIsNoPrivateKey(String resource, String found) throws IOException {
    Path file = copy(resource);
    String says =
        assertSays(
            () -> readPrivate(file),
            file + ": expected a private key (-----BEGIN PRIVATE KEY-----), found " + found);
    assertTrue(says.endsWith(found), says + ": a private key cannot be made from that");
  }

  @Test
  void anOpensshPrivateKeyIsNamedWithTheCommandThatConvertsIt() throws IOException {
    Path file = copy("identity/openssh.key");
    assertSays(
        () -> readPrivate(file),
        "found an OpenSSH private key; convert it: cp " + file + " converted.pem && ssh-keygen -p");
  }

  @ParameterizedTest
  @CsvSource({
    "rsa-2048.key.pem, PRIVATE, openssl pkey -inform DER -in FILE -out",
    "identity/pkcs1.key.pem, PRIVATE, openssl pkey -inform DER -in FILE -out",
    "identity/encrypted.key.pem, PRIVATE, openssl pkey -inform DER -in FILE -out",
    "identity/ec.key.pem, PRIVATE, openssl pkey -inform DER -in FILE -out",
    "rsa-2048.pub.pem, PUBLIC, openssl pkey -pubin -inform DER -in FILE -pubout -out",
    "rsa-2048.key.pem, PUBLIC, openssl pkey -inform DER -in FILE -pubout -out",
    "identity/certificate.pem, PUBLIC, openssl x509 -inform DER -in FILE -pubkey -noout >",
    "identity/request.pem, PUBLIC, openssl req -inform DER -in FILE -pubkey -noout >"
  })
  void derIsNamedWithTheCommandThatConvertsIt(String resource, String wanted, String command)
      throws IOException {
    String body = TestKeys.text(resource).replaceAll("-----.*-----", "");
    Path file = file("");
    Files.write(file, Base64.getMimeDecoder().decode(body));
    assertSays(
        () -> {
          if (wanted.equals("PRIVATE")) {
            readPrivate(file);
          } else {
            KeyFiles.readPublic(file);
          }
        },
        " in DER; convert it: " + command.replace("FILE", file.toString()));
  }

  @Test
  void theFilesNameIsQuotedForTheShell() throws IOException {
    Path file =
        Files.writeString(folder.resolve("it's mine.pem"), TestKeys.text("rsa-2048.key.pem"));
    assertSays(() -> KeyFiles.readPublic(file), "-in '" + folder + "/it'\\''s mine.pem' -pubout");
  }

  @ParameterizedTest
  @CsvSource({
    "pkcs1.key.pem, ",
    "pkcs1-encrypted.key.pem, open sesame",
    "pkcs1-3des.key.pem, open sesame"
  })
  void readsPkcs1(String resource, String passphrase) throws IOException {
    Path file = copy("identity/" + resource);
    PrivateKey read =
        KeyFiles.readPrivate(
            file,
            SecretFiles.Modes.CHECKED,
            () -> Optional.ofNullable(passphrase).map(String::toCharArray));
    assertEquals(TestKeys.rsa(2048).rsa(), read);
    if (passphrase != null) {
      assertSays(() -> decrypt(file, "open".toCharArray()), file, "check the passphrase");
      assertSays(() -> decrypt(file, null), file, "--passphrase-file", "KEXBENCH_PASSPHRASE");
    }
  }

  @Test
  void readsAPkcs1PublicKey() throws IOException {
    assertArrayEquals(
        TestKeys.rsa(2048).publicKey().fingerprint(),
        KeyFiles.readPublic(copy("identity/pkcs1.pub.pem")).fingerprint());
  }

  private BigInteger scalar(String resource) throws IOException {
    return ((ECPrivateKey) readPrivate(copy(resource))).getS();
  }

  @Test
  void readsAnEcKeyWithAParametersBlock() throws IOException {
    assertEquals(scalar("identity/ec.key.pem"), scalar("identity/ec-with-parameters.key.pem"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"MARK", "CRLF", "TEXT", "CERTIFICATE"})
  void whatStandsBeforeAKeyAndHowLinesEndDoNotMatter(String change) throws IOException {
    for (String half : new String[] {"key", "pub"}) {
      String pem = TestKeys.text("rsa-2048." + half + ".pem");
      Path file =
          file(
              switch (change) {
                case "MARK" -> "\ufeff" + pem;
                case "CRLF" -> pem.replaceAll("\r?\n", "\r\n");
                case "TEXT" -> "Bag Attributes\n  localKeyID: 01 \u00e9\n" + pem;
                default -> TestKeys.text("identity/certificate.pem") + pem;
              });
      if (half.equals("key")) {
        assertEquals(TestKeys.rsa(2048).rsa(), readPrivate(file));
      } else {
        assertArrayEquals(
            TestKeys.rsa(2048).publicKey().fingerprint(), KeyFiles.readPublic(file).fingerprint());
      }
    }
  }

  @Test
  void blocksOfOtherKindsBeforeAKeyAreSkipped() throws IOException {
    String other = "-----BEGIN DH PARAMETERS-----\nMAYCAQcCAQU=\n-----END DH PARAMETERS-----\n";
    assertEquals(
        TestKeys.rsa(2048).rsa(), readPrivate(file(other + TestKeys.text("rsa-2048.key.pem"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "DEK-Info: AES-256-CBC\n", "DEK-Info: AES-256-CBC,00\n", "DEK-Info:\n"})
  void aBrokenHeaderOfAnEncryptedKeyIsOneLine(String header) throws IOException {
    String pem = TestKeys.text("identity/pkcs1-encrypted.key.pem");
    Path file = file(pem.replaceFirst("DEK-Info: .*\\R", header));
    assertSays(() -> decrypt(file, "open sesame".toCharArray()), file);
  }

  @ParameterizedTest
  @CsvSource({
    "ed25519.key.pem, a key for ED25519",
    "p384.key.pem, a key on the curve secp384r1",
    "rsa-pss.key.pem, 'an RSASSA-PSS key, which can only sign'",
    "dsa.key.pem, a key for DSA"
  })
  void aPrivateKeyOfAnotherAlgorithmIsNamed(String resource, String found) throws IOException {
    Path file = copy("identity/" + resource);
    assertSays(
        () -> readPrivate(file), "expected an RSA, X25519 or P-256 key, found " + found + "; ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"multi-prime.key.pem", "multi-prime-pkcs1.key.pem"})
  void aMultiPrimeKeyIsNamed(String resource) throws IOException {
    Path file = copy("identity/" + resource);
    assertSays(() -> readPrivate(file), "two primes, found one with more", "openssl genpkey");
  }

  @Test
  void aCurveGivenByItsParametersIsNamedWithTheCommandThatConvertsIt() throws IOException {
    Path file = copy("identity/ec-explicit.key.pem");
    assertSays(() -> readPrivate(file), "lists the curve's parameters", "-ec_param_enc");
  }

  @ParameterizedTest
  @CsvSource({
    "---- BEGIN SSH2 PUBLIC KEY ----, an SSH public key (RFC 4716); convert it: ssh-keygen -i",
    "PuTTY-User-Key-File-3: ssh-rsa, a PuTTY key; convert it: puttygen",
    "-----BEGIN PGP PRIVATE KEY BLOCK-----, a PGP key",
    "'{\"kty\": \"RSA\"}', JSON",
    "-----BEGIN EC PARAMETERS-----, parameters without a key",
    "-----BEGIN PKCS7-----, no key in PEM",
    "'\u00ff\u00fe-', text in UTF-16; convert it: iconv"
  })
  void otherFormatsAreNamed(String text, String found) throws IOException {
    Path file = file("");
    Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    assertSays(() -> KeyFiles.readPublic(file), "found " + found);
    assertSays(() -> readPrivate(file), file, "found " + found.replaceFirst(";.*", ""));
  }

  @Test
  void keyStoresAreNamedWithTheCommandThatConvertsThem() throws Exception {
    for (String type : new String[] {"PKCS12", "JKS"}) {
      KeyStore store = KeyStore.getInstance(type);
      store.load(null, null);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      store.store(bytes, "secret".toCharArray());
      Path file = file("");
      Files.write(file, bytes.toByteArray());
      String tool = type.equals("JKS") ? "keytool -importkeystore" : "openssl pkcs12 -in " + file;
      assertSays(() -> readPrivate(file), "; convert it: " + tool);
      assertSays(() -> KeyFiles.readPublic(file), "; convert it: ");
    }
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
    assertSays(
        () -> KeyFiles.readPublic(publicKey), publicKey, "expected an RSA, X25519 or P-256 key");
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
    assertSays(
        () -> KeyFiles.readPublic(file),
        file,
        "expected",
        text.isEmpty() ? "found nothing" : "found no key in PEM");
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
