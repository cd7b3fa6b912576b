package dev.kexbench.core.identity;

import dev.kexbench.core.crypto.Backends;
import java.io.IOException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Signs certificates (RFC 5280) with SHA-256 and an RSA or ECDSA key. All are valid from 2026 to
 * 2055, so that a run needs no clock to create them.
 */
final class CertificateIssuer {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2056-01-01T00:00:00Z");
  private static final int SERIAL_BITS = 127;

  private final X500Name name;
  private final PrivateKey key;
  private final JcaContentSignerBuilder signers;

  /**
   * An issuer that signs by the fastest provider of this machine, whichever provider is measured.
   *
   * @throws IllegalArgumentException if the key cannot sign
   */
  CertificateIssuer(X500Name name, PrivateKey key) {
    this.name = name;
    this.key = key;
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> throw new IllegalArgumentException(key.getAlgorithm() + " keys cannot sign");
        };
    this.signers = new JcaContentSignerBuilder(algorithm);
    Backends.select("auto").backend().providers().stream()
        .filter(each -> each.getService("Signature", algorithm) != null)
        .findFirst()
        .ifPresent(signers::setProvider);
  }

  PrivateKey key() {
    return key;
  }

  /** What the subject's key is for: the extensions of the certificate. */
  enum Purpose {
    /** A self-signed certificate for a key that is pinned: no extensions. */
    PINNED,
    AUTHORITY,
    SERVER,
    CLIENT;

    private void addTo(X509v3CertificateBuilder builder) throws IOException {
      if (this == PINNED) {
        return;
      }
      boolean authority = this == AUTHORITY;
      int usage =
          switch (this) {
            case AUTHORITY -> KeyUsage.keyCertSign;
            case SERVER -> KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
            default -> KeyUsage.digitalSignature;
          };
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
      if (!authority) {
        KeyPurposeId purpose =
            this == SERVER ? KeyPurposeId.id_kp_serverAuth : KeyPurposeId.id_kp_clientAuth;
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      }
    }
  }

  /** A serial number that no other certificate has. */
  static BigInteger serial(SecureRandom random) {
    return new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE);
  }

  /** A certificate in DER. */
  byte[] issue(X500Name subject, SubjectPublicKeyInfo key, BigInteger serial, Purpose purpose) {
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(name, serial, Date.from(FROM), Date.from(TO), subject, key);
    try {
      purpose.addTo(builder);
      return builder.build(signers.build(this.key)).getEncoded();
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException("cannot create a certificate for a valid key", e);
    }
  }

  @Override
  public String toString() {
    return "CertificateIssuer[" + name + "]";
  }
}
