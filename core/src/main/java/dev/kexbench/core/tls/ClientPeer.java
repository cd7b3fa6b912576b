package dev.kexbench.core.tls;

import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.core.identity.ClientCredentials;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.BasicTlsPSKExternal;
import org.bouncycastle.tls.BasicTlsPSKIdentity;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CertificateStatusRequest;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsPSKIdentity;
import org.bouncycastle.tls.TlsProtocol;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.TlsSecret;

/** The callbacks of bctls for a client in one handshake. Never offers a session for resumption. */
final class ClientPeer extends AbstractTlsClient implements TlsRole.Side {
  private final TlsClientSide shared;
  private final ClientCredentials client;
  private Session session;

  ClientPeer(TlsClientSide shared, ClientCredentials client) {
    super(shared.crypto);
    this.shared = shared;
    this.client = client;
  }

  @Override
  public TlsProtocol begin() throws IOException {
    TlsClientProtocol protocol =
        new TlsClientProtocol() {
          @Override
          protected void handleException(short alert, String message, Throwable failure)
              throws IOException {
            super.handleException(AlertMapping.alert(alert, failure), message, failure);
          }
        };
    protocol.connect(this);
    return protocol;
  }

  @Override
  public Optional<Session> session() {
    return Optional.ofNullable(session);
  }

  @Override
  public boolean begins() {
    return true;
  }

  @Override
  public boolean isExpensive() {
    return false;
  }

  /** For DTLS only: for a stream, the caller of the role enforces timeouts. */
  @Override
  public int getHandshakeTimeoutMillis() {
    return Dtls.TIMEOUT_MILLIS;
  }

  /** Required: without it there are no keys to export (RFC 7627, section 5.4). */
  @Override
  public boolean requiresExtendedMasterSecret() {
    return true;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return shared.suite.versions();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return shared.suite.cipherSuites();
  }

  @Override
  @SuppressWarnings("rawtypes") // the type that bctls declares
  protected Vector getSupportedGroups(Vector roles) {
    List<Integer> groups = Arrays.stream(shared.suite.groups().numbers()).boxed().toList();
    return groups.isEmpty() ? null : new Vector<>(groups);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Vector getEarlyKeyShareGroups() {
    return getSupportedGroups(null);
  }

  @Override
  protected CertificateStatusRequest getCertificateStatusRequest() {
    return null; // a pinned key needs no third party to vouch for it
  }

  @Override
  public TlsPSKIdentity getPSKIdentity() {
    byte[] psk = psk();
    try {
      return new BasicTlsPSKIdentity(TlsKeys.identity(client.id()), psk);
    } finally {
      Secrets.wipe(psk); // bctls has its own copy
    }
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Vector getExternalPSKs() {
    if (!shared.suite.isVersion13() || !shared.suite.has(Trait.AUTHENTICATES_CLIENT)) {
      return null;
    }
    byte[] psk = psk();
    TlsSecret copied = shared.crypto.createSecret(psk);
    Secrets.wipe(psk);
    return new Vector<>(List.of(new BasicTlsPSKExternal(TlsKeys.identity(client.id()), copied)));
  }

  private byte[] psk() {
    return shared.hashes.with(sha -> TlsKeys.psk(sha, client.root()));
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate shown) throws IOException {
        requirePinned(shown);
      }

      @Override
      public TlsCredentials getClientCredentials(CertificateRequest asked) {
        return null;
      }
    };
  }

  private void requirePinned(TlsServerCertificate shown) throws IOException {
    byte[] encoded =
        Certificate.getInstance(shown.getCertificate().getCertificateAt(0).getEncoded())
            .getSubjectPublicKeyInfo()
            .getEncoded("DER");
    if (!MessageDigest.isEqual(encoded, shared.serverKey)) {
      throw new TlsFatalAlert(AlertDescription.bad_certificate);
    }
  }

  /** Every handshake is a full one. */
  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    if (context.getSecurityParametersConnection().isResumedSession()) {
      throw new TlsFatalAlert(AlertDescription.internal_error);
    }
    session = CallbackFailure.guarded(() -> new TlsSession(context, shared.hashes));
  }
}
