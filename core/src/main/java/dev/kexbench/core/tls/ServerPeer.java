package dev.kexbench.core.tls;

import dev.kexbench.core.exchange.Session;
import java.io.IOException;
import java.util.Optional;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsServer;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.BasicTlsPSKExternal;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.KeyExchangeAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.PskIdentity;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsPSKExternal;
import org.bouncycastle.tls.TlsPSKIdentityManager;
import org.bouncycastle.tls.TlsProtocol;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;

/**
 * What bctls asks a server in one handshake. There are no tickets and no session ids: each is full.
 */
final class ServerPeer extends AbstractTlsServer implements TlsRole.Side {
  private static final byte[] NO_CONTEXT = {};

  private final TlsServerSide shared;
  private Session session;

  ServerPeer(TlsServerSide shared) {
    super(shared.crypto);
    this.shared = shared;
  }

  @Override
  public TlsProtocol begin() throws IOException {
    TlsServerProtocol protocol = new TlsServerProtocol();
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

  /** A client's last flight in TLS 1.3 is a MAC, and the client need not wait for anything more. */
  @Override
  public boolean isDear(int flightsBefore) {
    return flightsBefore == 0 || !shared.suite.isVersion13();
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
  public TlsCredentials getCredentials() throws IOException {
    return switch (context.getSecurityParametersHandshake().getKeyExchangeAlgorithm()) {
      case KeyExchangeAlgorithm.PSK, KeyExchangeAlgorithm.DHE_PSK, KeyExchangeAlgorithm.ECDHE_PSK ->
          null;
      case KeyExchangeAlgorithm.RSA, KeyExchangeAlgorithm.RSA_PSK ->
          new RsaDecryptor(shared.rsa, shared.crypto, chain12());
      case KeyExchangeAlgorithm.DHE_RSA, KeyExchangeAlgorithm.ECDHE_RSA ->
          new RsaSigner(shared.rsa, chain12());
      case KeyExchangeAlgorithm.ECDHE_ECDSA -> ecdsaSigner();
      case KeyExchangeAlgorithm.NULL -> new RsaSigner(shared.rsa, chain13());
      default -> throw new TlsFatalAlert(AlertDescription.internal_error);
    };
  }

  private Certificate chain12() {
    return new Certificate(new TlsCertificate[] {shared.certificate});
  }

  private Certificate chain13() {
    return new Certificate(
        NO_CONTEXT, new CertificateEntry[] {new CertificateEntry(shared.certificate, null)});
  }

  private TlsCredentialedSigner ecdsaSigner() {
    return new JcaDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        shared.crypto,
        shared.signingKey,
        chain12(),
        SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
  }

  @Override
  public TlsPSKIdentityManager getPSKIdentityManager() {
    return new TlsPSKIdentityManager() {
      @Override
      public byte[] getHint() {
        return null;
      }

      @Override
      public byte[] getPSK(byte[] identity) {
        return shared.psk(identity);
      }
    };
  }

  /** Whether the binder fits the key bctls checks; an unknown identity fails there. */
  @Override
  public TlsPSKExternal getExternalPSK(@SuppressWarnings("rawtypes") Vector identities) {
    byte[] identity = ((PskIdentity) identities.get(0)).getIdentity();
    return new BasicTlsPSKExternal(identity, shared.crypto.createSecret(shared.psk(identity)));
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    session = new TlsSession(context, shared.hashes);
  }
}
