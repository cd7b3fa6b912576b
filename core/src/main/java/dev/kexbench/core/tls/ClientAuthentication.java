package dev.kexbench.core.tls;

import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientSigningKey;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;

/** A client's part in certificates: it checks the server's, and presents its own if it has one. */
final class ClientAuthentication implements TlsAuthentication {
  private final TlsClientSide shared;
  private final ClientCredentials client;
  private final TlsContext context;

  /** Why the server's certificate is refused; null as long as it is not. */
  private String problem;

  /** Whether the server asks for a certificate and the client has none for it. */
  private boolean lacksCertificate;

  ClientAuthentication(TlsClientSide shared, ClientCredentials client, TlsContext context) {
    this.shared = shared;
    this.client = client;
    this.context = context;
  }

  /** Why the server's certificate was refused, as a predicate; empty if it was not. */
  Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Whether the server asked for a certificate that the client does not have. */
  boolean lacksCertificate() {
    return lacksCertificate;
  }

  @Override
  public void notifyServerCertificate(TlsServerCertificate shown) throws IOException {
    Certificate certificate = shown.getCertificate();
    List<byte[]> chain = new ArrayList<>();
    for (int i = 0; i < certificate.getLength(); i++) {
      chain.add(certificate.getCertificateAt(i).getEncoded());
    }
    Optional<String> found = shared.check.problem(chain);
    if (found.isPresent()) {
      problem = found.get();
      throw new TlsFatalAlert(AlertDescription.bad_certificate);
    }
  }

  /** The client's own certificate, in an exchange in which it has one. */
  @Override
  public TlsCredentials getClientCredentials(CertificateRequest asked) throws IOException {
    Vector<?> accepted = asked.getSupportedSignatureAlgorithms();
    boolean has =
        shared.suite.isMutual()
            && client.certificate().isPresent()
            && accepted != null
            && accepted.contains(TlsSuite.ECDSA_SHA256);
    lacksCertificate = !has;
    return has ? signer(asked) : null;
  }

  private TlsCredentials signer(CertificateRequest asked) throws IOException {
    TlsCertificate own = shared.crypto.createCertificate(client.certificate().orElseThrow());
    Certificate chain =
        shared.suite.isVersion13()
            ? new Certificate(
                asked.getCertificateRequestContext(),
                new CertificateEntry[] {new CertificateEntry(own, null)})
            : new Certificate(new TlsCertificate[] {own});
    return new JcaDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        shared.crypto,
        CallbackFailure.guarded(this::privateKey),
        chain,
        TlsSuite.ECDSA_SHA256);
  }

  private PrivateKey privateKey() {
    try {
      return shared.crypto.ecPrivateKey(
          shared.hashes.with(sha -> ClientSigningKey.of(sha, client.root())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a crypto provider lacks P-256", e);
    }
  }
}
