package dev.kexbench.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateFingerprintTest {
  private static final String DIGITS = "0123456789ABCDEF".repeat(4);
  private static final String COLONS = DIGITS.replaceAll("(..)(?!$)", "$1:");

  @Test
  void everyUsualFormIsRead() {
    CertificateFingerprint expected = CertificateFingerprint.parse("sha256:" + COLONS);
    for (String prefix :
        new String[] {
          "", "sha256:", "SHA256:", "SHA-256:", "sha256 Fingerprint=", "SHA256 Fingerprint=", " "
        }) {
      for (String digits : new String[] {DIGITS, COLONS, COLONS.replace(':', ' ')}) {
        String text = prefix + digits;
        assertEquals(expected, CertificateFingerprint.parse(text), text);
        assertEquals(expected, CertificateFingerprint.parse(text.toLowerCase()), text);
      }
    }
    assertEquals("sha256:" + COLONS, expected.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sha256:", "cert.pem", "sha256:12:34", "AB", "sha256:xyz"})
  void othersAreRefused(String text) {
    assertRefused("expected sha256: and 64 hexadecimal digits, was '" + text, text);
  }

  @Test
  void otherHashFunctionsAreNamed() {
    String sha1 = DIGITS.substring(0, 40);
    assertRefused("was a fingerprint of another hash function", sha1);
    assertRefused("was a fingerprint of another hash function", "SHA1 Fingerprint=" + sha1);
    assertRefused("was a fingerprint of another hash function", "sha512:" + DIGITS + DIGITS);
  }

  private static void assertRefused(String why, String text) {
    String said =
        assertThrows(IllegalArgumentException.class, () -> CertificateFingerprint.parse(text))
            .getMessage();
    assertTrue(said.contains(why) && said.contains("openssl x509"), said);
  }
}
