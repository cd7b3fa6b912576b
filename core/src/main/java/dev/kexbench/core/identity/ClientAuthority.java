package dev.kexbench.core.identity;

import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.identity.CertificateIssuer.Purpose;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * The CA of a server's clients, with an ECDSA key on P-256. It certifies clients when they are
 * enrolled; the server that verifies them has its certificate only.
 */
public final class ClientAuthority {
  private static final X500Name NAME = new X500Name("CN=kexbench clients");
  private static final int BITS = 256;

  private final CertificateIssuer issuer;
  private final X509Certificate certificate;

  /**
   * A CA that exists.
   *
   * @throws IllegalArgumentException if the key cannot sign
   */
  ClientAuthority(PrivateKey key, X509Certificate certificate) {
    if (!key.getAlgorithm().equals("EC")) {
      throw new IllegalArgumentException("the CA of clients has an ECDSA key");
    }
    this.issuer =
        new CertificateIssuer(
            X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()), key);
    this.certificate = certificate;
  }

  /** A new CA. */
  public static ClientAuthority create(SecureRandom random) {
    ServerKeys keys = ServerKeys.generate(KeyKind.P256, BITS, random);
    SubjectPublicKeyInfo own =
        SubjectPublicKeyInfo.getInstance(keys.publicKey().key().getEncoded());
    byte[] selfSigned =
        new CertificateIssuer(NAME, keys.secret())
            .issue(NAME, own, CertificateIssuer.serial(random), Purpose.AUTHORITY);
    return new ClientAuthority(keys.secret(), CertificateFiles.decode(selfSigned));
  }

  /** Its certificate, which servers need. */
  public X509Certificate certificate() {
    return certificate;
  }

  PrivateKey key() {
    return issuer.key();
  }

  /**
   * The client with a certificate of its signing key; the subject is {@code CN=} and the client's
   * id in hex. The arrays are shared with the given credentials.
   */
  public ClientCredentials certify(ClientCredentials client, Sha256 sha, SecureRandom random) {
    byte[] issued =
        issuer.issue(
            new X500Name("CN=" + client.id()),
            ClientSigningKey.publicKey(sha, client.root()),
            CertificateIssuer.serial(random),
            Purpose.CLIENT);
    return client.withCertificate(issued);
  }

  @Override
  public String toString() {
    return "ClientAuthority";
  }
}
