package dev.kexbench.core.tls;

import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.Ticket;
import dev.kexbench.core.identity.ClientCredentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.BasicTlsPSKExternal;
import org.bouncycastle.tls.BasicTlsPSKIdentity;
import org.bouncycastle.tls.CertificateStatusRequest;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsDHGroupVerifier;
import org.bouncycastle.tls.TlsPSKIdentity;
import org.bouncycastle.tls.TlsProtocol;
import org.bouncycastle.tls.crypto.TlsSecret;

/** The callbacks of bctls for a client in one handshake. */
final class ClientPeer extends AbstractTlsClient implements TlsRole.Side {
  /** The shortest finite field: that of ffdhe2048. */
  private static final int LEAST_FIELD_BITS = 2048;

  private final TlsClientSide shared;
  private final ClientCredentials client;

  /** The limit of a DTLS handshake; 0 for a stream, where the caller of the role enforces one. */
  private final int timeoutMillis;

  private Session session;

  /** Null for a client that does not return. */
  private final EarlierSession earlier;

  /** Null until the server has presented a certificate. */
  private ClientAuthentication authentication;

  ClientPeer(TlsClientSide shared, ClientCredentials client) {
    this(shared, client, null, 0);
  }

  /** A client of DTLS, with the timeout of its handshake. */
  ClientPeer(TlsClientSide shared, ClientCredentials client, int timeoutMillis) {
    this(shared, client, null, timeoutMillis);
  }

  /** A client that returns with a session, or that obtains one to return with. */
  ClientPeer(TlsClientSide shared, ClientCredentials client, EarlierSession earlier) {
    this(shared, client, earlier, 0);
  }

  private ClientPeer(
      TlsClientSide shared, ClientCredentials client, EarlierSession earlier, int timeoutMillis) {
    super(shared.crypto);
    this.shared = shared;
    this.client = client;
    this.earlier = earlier;
    this.timeoutMillis = timeoutMillis;
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
  @SuppressWarnings("rawtypes") // the type that bctls declares
  protected Vector getSupportedGroups(Vector roles) {
    List<Integer> groups = shared.groups();
    return groups.isEmpty() ? null : new Vector<>(groups);
  }

  /** A share of the preferred group only, like the suite's own servers expect. */
  @Override
  @SuppressWarnings("rawtypes")
  public Vector getEarlyKeyShareGroups() {
    List<Integer> groups = shared.groups();
    return groups.isEmpty() ? null : new Vector<>(groups.subList(0, 1));
  }

  /** A server of another kind may have a group of its own (RFC 7919, section 4). */
  @Override
  public TlsDHGroupVerifier getDHGroupVerifier() {
    return shared.check.isPinnedKey()
        ? super.getDHGroupVerifier()
        : group -> group.getP().bitLength() >= LEAST_FIELD_BITS;
  }

  @Override
  @SuppressWarnings("rawtypes")
  protected Vector getSNIServerNames() {
    return shared
        .check
        .nameToSend()
        .map(name -> new ServerName(NameType.host_name, name.getBytes(StandardCharsets.US_ASCII)))
        .map(name -> new Vector<>(List.of(name)))
        .orElse(null);
  }

  @Override
  protected CertificateStatusRequest getCertificateStatusRequest() {
    return null; // revocation is not checked
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
    if (!shared.suite.isVersion13() || !shared.suite.usesPsk()) {
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
    authentication = new ClientAuthentication(shared, client, context);
    return authentication;
  }

  @Override
  public Optional<String> failure(String server, IOException cause) {
    HandshakeText text = new HandshakeText(server, shared);
    Optional<ClientAuthentication> certificates = Optional.ofNullable(authentication);
    Optional<String> problem = certificates.flatMap(ClientAuthentication::problem);
    if (problem.isPresent()) {
      return Optional.of(text.certificate(problem.get()));
    }
    boolean asked = certificates.filter(ClientAuthentication::lacksCertificate).isPresent();
    return Optional.of(asked ? text.certificateAsked() : text.failure(cause));
  }

  @Override
  public Optional<String> negotiated() {
    return session == null
        ? Optional.empty()
        : Optional.of(HandshakeText.negotiated(context.getSecurityParametersConnection()));
  }

  @Override
  public org.bouncycastle.tls.TlsSession getSessionToResume() {
    return earlier == null ? null : earlier.session();
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    session = CallbackFailure.guarded(this::completed);
  }

  private Session completed() {
    Optional<Ticket> ticket = earlier == null ? Optional.empty() : earlier.ticketOf(context);
    return new TlsSession(context, shared.hashes, ticket);
  }

  @Override
  public void close() {
    if (earlier != null) {
      earlier.close();
    }
  }
}
