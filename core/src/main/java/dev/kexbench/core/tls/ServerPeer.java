package dev.kexbench.core.tls;

import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.core.identity.ClientId;
import java.io.IOException;
import java.util.Hashtable;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsServer;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.BasicTlsPSKExternal;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.PskIdentity;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsPSKExternal;
import org.bouncycastle.tls.TlsPSKIdentityManager;
import org.bouncycastle.tls.TlsProtocol;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.TlsSecret;

/**
 * The callbacks of bctls for a server in one handshake. Issues no tickets, and session ids only if
 * the server keeps sessions.
 */
final class ServerPeer extends AbstractTlsServer implements TlsRole.Side {
  private final TlsServerSide shared;

  /** The limit of a DTLS handshake; 0 for a stream, where the caller of the role enforces one. */
  private final int timeoutMillis;

  private Session session;

  /** Null until the client has sent one. */
  private byte[] identity;

  /** Whom the client's certificate names; null until it has sent one. */
  private ClientCheck.Certified client;

  /** Whether the server's own flight has been created. */
  private boolean answered;

  ServerPeer(TlsServerSide shared) {
    this(shared, 0);
  }

  /** With the timeout of a DTLS handshake. */
  ServerPeer(TlsServerSide shared, int timeoutMillis) {
    super(shared.crypto);
    this.shared = shared;
    this.timeoutMillis = timeoutMillis;
  }

  @Override
  public TlsProtocol begin() throws IOException {
    TlsServerProtocol protocol = new ServerProtocol(this::requireEnrolled);
    protocol.accept(this);
    return protocol;
  }

  @Override
  public Optional<Session> session() {
    return Optional.ofNullable(session);
  }

  @Override
  public boolean begins() {
    return false;
  }

  /**
   * In TLS 1.3, true only before the server's own flight, unless the client has a certificate.
   * After that the client sends only a MAC, which is cheap to verify, so the server does it inline;
   * likewise in a handshake that resumes a session, at whose end the client is through.
   */
  @Override
  public boolean isExpensive() {
    SecurityParameters current = context == null ? null : context.getSecurityParametersHandshake();
    if (current != null && current.isResumedSession()) {
      return false;
    }
    return !(answered && shared.suite.isVersion13()) || shared.suite.isMutual();
  }

  @Override
  public boolean isSheddable() {
    return !(answered && shared.suite.isVersion13());
  }

  /**
   * Called when the server answers a ClientHello with a ServerHello rather than a
   * HelloRetryRequest.
   */
  @Override
  @SuppressWarnings("rawtypes") // the type that bctls declares
  public Hashtable getServerExtensions() throws IOException {
    answered = true;
    return super.getServerExtensions();
  }

  @Override
  public int getHandshakeTimeoutMillis() {
    return timeoutMillis;
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
  public int[] getSupportedGroups() {
    return shared.suite.groups().numbers();
  }

  @Override
  public int getSelectedCipherSuite() throws IOException {
    requireCommonGroup();
    requireCommonSignature();
    return super.getSelectedCipherSuite();
  }

  /**
   * bctls would accept any group of the client's. A client that names no group, or no group of the
   * kind, leaves the choice to the server (RFC 8422, section 4; RFC 7919, section 4).
   */
  private void requireCommonGroup() throws TlsFatalAlert {
    int[] offered = context.getSecurityParametersHandshake().getClientSupportedGroups();
    if (!shared.suite.groups().isAcceptedFrom(offered)) {
      throw new TlsFatalAlert(shared.suite.groups().ifNoneIsCommon());
    }
  }

  /** A signature is made with one algorithm; bctls would not check that the client knows it. */
  private void requireCommonSignature() throws TlsFatalAlert {
    Optional<SignatureAndHashAlgorithm> own = shared.suite.signature();
    Vector<?> offered = context.getSecurityParametersHandshake().getClientSigAlgs();
    if (own.isPresent() && (offered == null || !offered.contains(own.get()))) {
      throw new TlsFatalAlert(AlertDescription.handshake_failure);
    }
  }

  @Override
  protected int selectECDH(int minimumBits) {
    return shared.suite.groups().number();
  }

  @Override
  protected int selectDH(int minimumBits) {
    return shared.suite.groups().number();
  }

  @Override
  public TlsCredentials getCredentials() throws IOException {
    return CallbackFailure.guarded(this::credentials);
  }

  private TlsCredentials credentials() throws IOException {
    if (shared.suite.isVersion13() && !shared.suite.has(Trait.SHOWS_CERTIFICATE)) {
      throw new TlsFatalAlert(AlertDescription.handshake_failure); // the client offers no PSK
    }
    return shared.credentials.in(context);
  }

  @Override
  public CertificateRequest getCertificateRequest() throws IOException {
    return shared.suite.isMutual()
        ? shared.clientCheck.request(shared.suite.isVersion13())
        : super.getCertificateRequest();
  }

  @Override
  public void notifyClientCertificate(Certificate shown) throws IOException {
    client = shared.clientCheck.named(shown, shared.suite.isVersion13());
  }

  /** Called when the client has proved that it holds the key of its certificate. */
  private void requireEnrolled() throws IOException {
    shared.clientCheck.requireEnrolled(client.client());
  }

  @Override
  public TlsPSKIdentityManager getPSKIdentityManager() {
    return new TlsPSKIdentityManager() {
      @Override
      public byte[] getHint() {
        return null;
      }

      @Override
      public byte[] getPSK(byte[] sent) {
        return psk(sent);
      }
    };
  }

  /**
   * Selects the key of the offered identity. bctls checks the binder against it; an unknown
   * identity fails there.
   */
  @Override
  public TlsPSKExternal getExternalPSK(@SuppressWarnings("rawtypes") Vector identities) {
    if (!shared.suite.usesPsk()) {
      return null;
    }
    byte[] sent = ((PskIdentity) identities.get(0)).getIdentity();
    byte[] psk = psk(sent);
    TlsSecret copied = shared.crypto.createSecret(psk);
    Secrets.wipe(psk);
    return new BasicTlsPSKExternal(sent, copied);
  }

  private byte[] psk(byte[] sent) {
    identity = sent;
    return shared.psk(sent);
  }

  @Override
  public Optional<ClientId> claimed() {
    return certified().or(() -> Optional.ofNullable(identity).map(shared::claimed));
  }

  private Optional<ClientId> certified() {
    return Optional.ofNullable(client).map(ClientCheck.Certified::client);
  }

  /** Null if sessions are not kept. */
  @Override
  public byte[] getNewSessionID() {
    return shared.sessions.map(SessionCache::newId).orElse(null);
  }

  /**
   * The library may still make a full handshake, with another client: whom the session is of must
   * not become the client of this one.
   */
  @Override
  public org.bouncycastle.tls.TlsSession getSessionToResume(byte[] id) {
    return CallbackFailure.guarded(() -> shared.resumable(id))
        .map(SessionCache.Kept::session)
        .orElse(null);
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    session =
        CallbackFailure.guarded(() -> new TlsSession(context, shared.hashes, Optional.empty()));
    if (!session.resumed() && context.getResumableSession() != null) {
      shared.sessions.ifPresent(cache -> cache.keep(kept()));
    }
  }

  private SessionCache.Kept kept() {
    Optional<ClientId> who =
        certified().or(() -> Optional.ofNullable(identity).flatMap(TlsServerSide::client));
    long until = client == null ? Long.MAX_VALUE : client.notAfterMillis();
    return new SessionCache.Kept(context.getResumableSession(), who, until);
  }
}
