package dev.kexbench.core.identity;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/**
 * Certificates in PEM (RFC 7468, section 5). Text before and between them, and other objects in the
 * same file, are skipped.
 */
public final class CertificateFiles {
  /** A bundle of all public authorities has about 250 KB. */
  private static final int MOST_BYTES = 8 << 20;

  private static final String WHAT = "certificate";

  /** The end of a command. */
  private static final String TO_PEM = " -out converted.pem";

  private CertificateFiles() {}

  /**
   * All certificates in a file, in their order; at least one.
   *
   * @throws IdentityFileException if the file is missing or contains no certificate
   */
  public static List<X509Certificate> read(Path file) {
    SmallFile.requireRegular(file, WHAT);
    String text = text(file);
    List<X509Certificate> found = new ArrayList<>();
    try (PemReader reader = new PemReader(new StringReader(text))) {
      for (PemObject each = reader.readPemObject(); each != null; each = reader.readPemObject()) {
        if (isCertificate(each.getType())) {
          found.add(decode(each.getContent()));
        }
      }
    } catch (IOException | RuntimeException e) { // the parser throws any of them
      throw KeyFileContent.of(text).kind() == KeyFileContent.Kind.CERTIFICATE
          ? damaged(file, e)
          : other(file, text);
    }
    if (found.isEmpty()) {
      throw other(file, text);
    }
    return found;
  }

  /** Read as ISO 8859-1: what is not PEM may be any bytes. */
  private static String text(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException("longer than " + MOST_BYTES + " bytes");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw SecretFiles.unreadable(file, WHAT, e);
    }
  }

  private static boolean isCertificate(String label) {
    return label.equals("CERTIFICATE")
        || label.equals("X509 CERTIFICATE")
        || label.equals("TRUSTED CERTIFICATE"); // OpenSSL's: a certificate, and then its uses
  }

  /**
   * A certificate in DER.
   *
   * @throws IllegalArgumentException if the bytes are not one
   */
  public static X509Certificate decode(byte[] der) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new IllegalArgumentException("not a certificate", e);
    }
  }

  static String pem(X509Certificate certificate) {
    try {
      return KeyFiles.pem(new PemObject("CERTIFICATE", certificate.getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("not a certificate", e);
    }
  }

  private static IdentityFileException damaged(Path file, Exception cause) {
    return new IdentityFileException(
        file
            + ": a certificate in it is damaged or incomplete; copy the file again from where it"
            + " was made",
        cause);
  }

  private static IdentityFileException other(Path file, String text) {
    KeyFileContent found = KeyFileContent.of(text);
    boolean pkcs7 = text.contains("-----BEGIN PKCS7-----") || text.contains("-----BEGIN CMS-----");
    String name = pkcs7 ? "certificates in PKCS#7" : found.toString();
    return new IdentityFileException(
        "%s: expected a certificate (-----BEGIN CERTIFICATE-----), found %s%s"
            .formatted(
                file,
                found.kind() == KeyFileContent.Kind.OTHER && !pkcs7 ? "nothing in PEM" : name,
                (pkcs7 ? Optional.of("openssl pkcs7 -print_certs -in %s" + TO_PEM) : command(found))
                    .map(each -> "; convert it: " + each.formatted(KeyFileDiagnosis.quoted(file)))
                    .orElse(advice(found))));
  }

  /** The command that makes a certificate in PEM; empty if there is none. */
  private static Optional<String> command(KeyFileContent found) {
    return Optional.ofNullable(
        switch (found.kind()) {
          case CERTIFICATE -> "openssl x509 -inform DER -in %s" + TO_PEM;
          case PKCS12 -> "openssl pkcs12 -nokeys -in %s" + TO_PEM;
          case JAVA_KEY_STORE -> "keytool -exportcert -rfc -keystore %s > converted.pem";
          case UTF_16 -> "iconv -f UTF-16 -t UTF-8 %s > converted.pem";
          default -> null;
        });
  }

  private static String advice(KeyFileContent found) {
    return switch (found.kind()) {
      case PUBLIC_KEY -> "; give the server's public key with --server-key";
      case PRIVATE_KEY, OPENSSH_PRIVATE_KEY, PUTTY_KEY ->
          "; a client needs the server's certificate, never its private key";
      case REQUEST -> "; give the certificate that was made from it";
      default -> "";
    };
  }
}
