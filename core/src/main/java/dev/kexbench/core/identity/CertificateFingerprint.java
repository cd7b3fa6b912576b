package dev.kexbench.core.identity;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SHA-256 hash of a certificate in DER, 32 bytes. */
public final class CertificateFingerprint {
  /** What may stand in front: "sha256:", or "sha256 Fingerprint=" as OpenSSL prints it. */
  private static final Pattern PREFIX =
      Pattern.compile("(?:(sha-?\\d+|md5)\\s*(?:fingerprint)?\\s*[:=]\\s*)?(.*)");

  private static final int SHA256_DIGITS = 64;
  private static final int SHA1_DIGITS = 40;

  private final byte[] hash;

  private CertificateFingerprint(byte[] hash) {
    this.hash = hash;
  }

  /** The fingerprint of a certificate. */
  public static CertificateFingerprint of(X509Certificate certificate) {
    try {
      return new CertificateFingerprint(ClientId.sha256(certificate.getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("not a certificate that can be encoded", e);
    }
  }

  /**
   * Reads hexadecimal digits in either case, with or without colons or spaces between them, and
   * with or without {@code sha256:} or {@code sha256 Fingerprint=} before them.
   *
   * @throws IllegalArgumentException with a message for users if it is anything else
   */
  public static CertificateFingerprint parse(String text) {
    Matcher parts = PREFIX.matcher(text.strip().toLowerCase(Locale.ROOT));
    String digits = parts.matches() ? parts.group(2).replaceAll("[:\\s]", "") : "";
    String kind = parts.matches() && parts.group(1) != null ? parts.group(1) : "sha256";
    boolean sha256 = kind.replace("-", "").equals("sha256");
    if (sha256 && digits.matches("[0-9a-f]{" + SHA256_DIGITS + "}")) {
      return new CertificateFingerprint(HexFormat.of().parseHex(digits));
    }
    throw new IllegalArgumentException(
        "expected sha256: and 64 hexadecimal digits, "
            + found(text, digits, sha256)
            + "; 'openssl x509 -noout -fingerprint -sha256 -in FILE' prints them");
  }

  private static String found(String text, String digits, boolean sha256) {
    if (!sha256 || digits.length() == SHA1_DIGITS && digits.matches("[0-9a-f]+")) {
      return "was a fingerprint of another hash function ('" + text + "')";
    }
    return digits.matches("[0-9a-f]+")
        ? "was '%s' with %d digits".formatted(text, digits.length())
        : "was '" + text + "'";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CertificateFingerprint that && Arrays.equals(hash, that.hash);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hash);
  }

  /** The form that {@link #parse} reads and OpenSSL prints: {@code sha256:AB:CD…}. */
  @Override
  public String toString() {
    return "sha256:" + HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
  }
}
