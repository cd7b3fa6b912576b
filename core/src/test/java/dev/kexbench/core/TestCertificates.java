package dev.kexbench.core;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate with its key, made by a test: an authority, or a server that one has signed. Valid
 * from {@link #NOW} less a day for ten days, unless a test wants other dates.
 */
public record TestCertificates(X509Certificate certificate, KeyPair keys) {
  /** The time at which tests check certificates. */
  public static final Instant NOW = Instant.parse("2030-06-15T12:00:00Z");

  /** An authority that has signed itself. */
  public static TestCertificates root(String name) {
    return new Draft(name).authority().signedBy(null);
  }

  /** A certificate before it is signed. */
  public static final class Draft {
    private final String name;
    private final KeyPair keys;
    private boolean authority;
    private KeyPurposeId purpose = KeyPurposeId.id_kp_serverAuth;
    private Instant from = NOW.minus(1, ChronoUnit.DAYS);
    private Instant until = NOW.plus(9, ChronoUnit.DAYS);
    private GeneralName[] names = {};

    /** A certificate with this common name, for a new key on P-256. */
    public Draft(String name) {
      this.name = name;
      this.keys = newKeys();
    }

    private static KeyPair newKeys() {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
      } catch (java.security.GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    public Draft authority() {
      authority = true;
      return this;
    }

    public Draft purpose(KeyPurposeId other) {
      purpose = other;
      return this;
    }

    public Draft valid(Instant first, Instant last) {
      from = first;
      until = last;
      return this;
    }

    /** Its subjectAltName. */
    public Draft names(GeneralName... all) {
      names = all;
      return this;
    }

    /** Signed by an authority; null for itself. */
    public TestCertificates signedBy(TestCertificates issuer) {
      X500Principal subject = new X500Principal("CN=" + name);
      KeyPair signer = issuer == null ? keys : issuer.keys();
      try {
        JcaX509v3CertificateBuilder builder =
            new JcaX509v3CertificateBuilder(
                issuer == null ? subject : issuer.certificate().getSubjectX500Principal(),
                BigInteger.valueOf(System.nanoTime()),
                Date.from(from),
                Date.from(until),
                subject,
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (!authority) {
          builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        }
        if (names.length > 0) {
          builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        }
        X509Certificate signed =
            new JcaX509CertificateConverter()
                .getCertificate(
                    builder.build(
                        new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
        return new TestCertificates(signed, keys);
      } catch (Exception e) { // none of these can happen to a test's own certificates
        throw new IllegalStateException(e);
      }
    }
  }
}
