package dev.kexbench.core.tls;

import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.identity.CertificateFiles;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import java.util.function.LongSupplier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;

/**
 * Verifies the certificates of clients: each must be signed by the server's own CA, without others
 * in between, and name a client of the table. Nothing is remembered: every handshake pays for it.
 */
public final class ClientCheck {
  /** RFC 5280, section 4.2.1.12. */
  private static final String FOR_CLIENTS = "1.3.6.1.5.5.7.3.2";

  /** ecdsa-with-SHA256 (RFC 5758, section 3.2). */
  private static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";

  private static final String SUBJECT = "CN=";
  private static final byte[] NO_CONTEXT = {};

  /** Several times what a certificate of the server's own CA takes. */
  private static final int MOST_SHOWN_BYTES = 4_096;

  private final X509Certificate authority;
  private final ClientTable clients;
  private final BackendTlsCrypto crypto;
  private final LongSupplier clockMillis;

  /**
   * The client that a certificate names.
   *
   * @param notAfterMillis the last millisecond at which the certificate is valid
   */
  record Certified(ClientId client, long notAfterMillis) {}

  /** The check of a server whose clients have certificates, with the providers of its backend. */
  public ClientCheck(ServerSetup setup) {
    this(
        setup,
        new BackendTlsCrypto(setup.crypto().backend().providers(), setup.context().random()));
  }

  ClientCheck(ServerSetup setup, BackendTlsCrypto crypto) {
    this.authority = setup.certificates().clientAuthority().orElseThrow();
    this.clients = setup.clients();
    this.crypto = crypto;
    this.clockMillis = setup.context().clockMillis();
  }

  /** The CA of the clients. */
  public X509Certificate authority() {
    return authority;
  }

  /** The request for a certificate: ECDSA on P-256 with SHA-256, from this CA. */
  CertificateRequest request(boolean version13) throws IOException {
    Vector<SignatureAndHashAlgorithm> signatures = new Vector<>(List.of(TlsSuite.ECDSA_SHA256));
    Vector<X500Name> authorities =
        new Vector<>(
            List.of(X500Name.getInstance(authority.getSubjectX500Principal().getEncoded())));
    return version13
        ? new CertificateRequest(NO_CONTEXT, signatures, null, authorities)
        : new CertificateRequest(
            new short[] {ClientCertificateType.ecdsa_sign}, signatures, authorities);
  }

  /**
   * The client that a certificate names. Whether it holds the key is not known yet.
   *
   * @throws ClientRefusal with the alert that RFC 8446, section 6.2, has for the fault
   */
  Certified named(Certificate shown, boolean version13) throws IOException {
    if (shown == null || shown.isEmpty()) {
      throw new ClientRefusal(
          version13 ? AlertDescription.certificate_required : AlertDescription.handshake_failure);
    }
    requireShort(shown);
    return verified(decoded(shown.getCertificateAt(0).getEncoded()));
  }

  /** Sessions keep all that was shown, although only the first certificate counts. */
  private static void requireShort(Certificate shown) throws IOException {
    int bytes = 0;
    for (int i = 0; i < shown.getLength(); i++) {
      bytes += shown.getCertificateAt(i).getEncoded().length;
    }
    if (bytes > MOST_SHOWN_BYTES) {
      throw new ClientRefusal(AlertDescription.bad_certificate);
    }
  }

  /**
   * The client that a certificate names, where the fault of one that is refused does not matter.
   * Whether it holds the key is not known yet.
   *
   * @param shown in DER
   */
  public Optional<ClientId> verified(byte[] shown) {
    try {
      return Optional.of(verified(decoded(shown)).client());
    } catch (ClientRefusal refused) {
      return Optional.empty();
    }
  }

  private Certified verified(X509Certificate certificate) throws ClientRefusal {
    if (!isIssued(certificate)) {
      throw new ClientRefusal(AlertDescription.unknown_ca);
    }
    if (!isCurrent(certificate)) {
      throw new ClientRefusal(AlertDescription.certificate_expired);
    }
    if (!isForClients(certificate)) {
      throw new ClientRefusal(AlertDescription.unsupported_certificate);
    }
    return new Certified(subject(certificate), certificate.getNotAfter().getTime());
  }

  private boolean isCurrent(X509Certificate certificate) {
    Date now = new Date(clockMillis.getAsLong());
    return !now.before(certificate.getNotBefore()) && !now.after(certificate.getNotAfter());
  }

  private static X509Certificate decoded(byte[] der) throws ClientRefusal {
    try {
      return CertificateFiles.decode(der);
    } catch (IllegalArgumentException e) {
      throw new ClientRefusal(AlertDescription.bad_certificate);
    }
  }

  private boolean isIssued(X509Certificate certificate) {
    if (!certificate.getIssuerX500Principal().equals(authority.getSubjectX500Principal())
        || !certificate.getSigAlgOID().equals(ECDSA_SHA256)) {
      return false;
    }
    try {
      Signature signature = crypto.ecdsaSha256();
      signature.initVerify(authority.getPublicKey());
      signature.update(certificate.getTBSCertificate());
      return signature.verify(certificate.getSignature());
    } catch (GeneralSecurityException e) {
      return false; // bytes that are no signature
    }
  }

  private static boolean isForClients(X509Certificate certificate) {
    try {
      List<String> purposes = certificate.getExtendedKeyUsage();
      return purposes != null && purposes.contains(FOR_CLIENTS);
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  /**
   * The client that a certificate names which was verified in the handshake that is resumed. Empty
   * if the certificate has expired since.
   */
  public Optional<ClientId> returning(X509Certificate verified) {
    try {
      return isCurrent(verified) ? Optional.of(subject(verified)) : Optional.empty();
    } catch (ClientRefusal otherName) {
      return Optional.empty();
    }
  }

  private static ClientId subject(X509Certificate certificate) throws ClientRefusal {
    String name = certificate.getSubjectX500Principal().getName();
    try {
      if (name.startsWith(SUBJECT)) {
        return ClientId.fromHex(name.substring(SUBJECT.length()));
      }
    } catch (IllegalArgumentException e) {
      // refused below
    }
    throw new ClientRefusal(AlertDescription.bad_certificate);
  }

  /**
   * Refuses a client that is not in the table any more. To be called only when it has shown that it
   * holds the key: others could ask who is enrolled with a certificate that they have seen.
   */
  void requireEnrolled(ClientId client) throws ClientRefusal {
    if (!CallbackFailure.guarded(() -> isEnrolled(client))) {
      throw new ClientRefusal(AlertDescription.access_denied);
    }
  }

  /** Whether a client is in the table; see {@link #requireEnrolled} for when to ask. */
  public boolean isEnrolled(ClientId client) {
    return clients.contains(client);
  }
}
