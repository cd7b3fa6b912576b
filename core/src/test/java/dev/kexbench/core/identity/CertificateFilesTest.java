package dev.kexbench.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.TestCertificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.List;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateFilesTest {
  private static final TestCertificates ONE = TestCertificates.root("One");
  private static final TestCertificates OTHER = TestCertificates.root("Other");

  @TempDir private Path folder;

  private static String pem(TestCertificates of) {
    return KeyFiles.pem(new PemObject("CERTIFICATE", der(of)));
  }

  private static byte[] der(TestCertificates of) {
    try {
      return of.certificate().getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String privateKey() {
    return KeyFiles.privatePem(ONE.keys().getPrivate());
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("file.pem"), text, StandardCharsets.UTF_8);
  }

  @Test
  void allCertificatesAreReadInTheirOrder() throws IOException {
    String text = "\uFEFFsubject=é\n" + pem(ONE) + privateKey() + "text\n" + pem(OTHER);
    assertEquals(
        List.of(ONE.certificate(), OTHER.certificate()),
        CertificateFiles.read(file(text.replace("\n", "\r\n"))));
  }

  @Test
  void whatIsNoCertificateIsNamed() throws IOException {
    assertRefused("found a private key; a client needs the server's certificate", privateKey());
    assertRefused(
        "found a public key; give the server's public key with --server-key",
        KeyFiles.publicPem(new ServerPublicKey(ONE.keys().getPublic())));
    assertRefused("found nothing", "");
    assertRefused("found nothing in PEM", "hello\n");
    assertRefused(
        "found certificates in PKCS#7; convert it: openssl pkcs7 -print_certs -in ",
        "-----BEGIN PKCS7-----\nMAA=\n-----END PKCS7-----\n");
    assertRefused("is damaged", pem(ONE).replaceFirst("\n.{20}", "\n"));
    assertRefused("is damaged", pem(ONE).substring(0, 200));
  }

  private void assertRefused(String why, String text) throws IOException {
    assertRefused(why, file(text));
  }

  private static void assertRefused(String why, Path file) {
    String said =
        assertThrows(IdentityFileException.class, () -> CertificateFiles.read(file)).getMessage();
    assertTrue(said.contains(why) && said.contains(file.toString()), said);
  }

  @Test
  void aBinaryCertificateComesWithTheCommandThatConvertsIt() throws IOException {
    Path file = Files.write(folder.resolve("file.cer"), der(ONE));
    assertRefused(
        "found a certificate in DER; convert it: openssl x509 -inform DER -in " + file, file);
  }

  @Test
  void aMissingFileIsNamed() {
    assertRefused("missing.pem", folder.resolve("missing.pem"));
  }
}
