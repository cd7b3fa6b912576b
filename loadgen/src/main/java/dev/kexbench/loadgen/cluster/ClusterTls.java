package dev.kexbench.loadgen.cluster;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.Hkdf;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.AbstractTlsServer;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.BasicTlsPSKExternal;
import org.bouncycastle.tls.CertificateStatusRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.PskIdentity;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsPSKExternal;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;

/**
 * TLS 1.3 with an external pre-shared key and P-256 (RFC 8446, mode {@code psk_dhe_ke}), as the
 * connections of a cluster use it. The key is derived from the cluster's secret. There is no other
 * version, suite, group or kind of authentication, and no resumption.
 */
final class ClusterTls implements AutoCloseable {
  /** The most that one handshake message may have: a ClientHello has 300 bytes. */
  private static final int MOST_HANDSHAKE_BYTES = 2_048;

  private static final byte[] IDENTITY = ascii("kexbench cluster");
  private static final byte[] SALT = ascii("kexbench cluster tls");
  private static final int[] SUITES = {CipherSuite.TLS_AES_128_GCM_SHA256};
  private static final int[] GROUPS = {NamedGroup.secp256r1};

  private final TlsCrypto crypto;
  private final byte[] psk;
  private volatile boolean closed;

  /** TLS under a key derived from the secret. */
  ClusterTls(ClusterSecret secret, CryptoBackend backend, SecureRandom random) {
    this.crypto = new JcaTlsCryptoProvider().create(random);
    Sha256 sha = backend.sha256();
    byte[] base = secret.with(bytes -> Hkdf.extract(sha, SALT, bytes));
    this.psk = Hkdf.expand(sha, base, IDENTITY, Sha256.BYTES);
    Secrets.wipe(base);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The connecting end of a new connection. */
  TlsEnd client() {
    TlsClientProtocol protocol = new TlsClientProtocol();
    Client peer = new Client();
    return new TlsEnd(protocol, () -> peer.complete, () -> protocol.connect(peer));
  }

  /** The accepting end of a new connection. */
  TlsEnd server() {
    TlsServerProtocol protocol = new TlsServerProtocol();
    Server peer = new Server();
    return new TlsEnd(protocol, () -> peer.complete, () -> protocol.accept(peer));
  }

  private BasicTlsPSKExternal key() {
    if (closed) {
      throw new IllegalStateException("the key has been wiped");
    }
    return new BasicTlsPSKExternal(IDENTITY, crypto.createSecret(psk));
  }

  private final class Client extends AbstractTlsClient {
    private boolean complete;

    private Client() {
      super(crypto);
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return ProtocolVersion.TLSv13.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      return SUITES.clone();
    }

    @Override
    @SuppressWarnings("rawtypes") // the type that bctls declares
    protected Vector getSupportedGroups(Vector roles) {
      return new Vector<>(List.of(GROUPS[0]));
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Vector getEarlyKeyShareGroups() {
      return getSupportedGroups(null);
    }

    @Override
    protected CertificateStatusRequest getCertificateStatusRequest() {
      return null; // there are no certificates
    }

    @Override
    public int getMaxHandshakeMessageSize() {
      return MOST_HANDSHAKE_BYTES;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Vector getExternalPSKs() {
      return new Vector<>(List.of(key()));
    }

    /** Called for a server that has not accepted the key. */
    @Override
    public TlsAuthentication getAuthentication() throws IOException {
      throw new TlsFatalAlert(AlertDescription.handshake_failure);
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
      super.notifyHandshakeComplete();
      complete = true;
    }
  }

  private final class Server extends AbstractTlsServer {
    private boolean complete;

    private Server() {
      super(crypto);
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return ProtocolVersion.TLSv13.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      return SUITES.clone();
    }

    @Override
    public int[] getSupportedGroups() {
      return GROUPS.clone();
    }

    @Override
    public int getMaxHandshakeMessageSize() {
      return MOST_HANDSHAKE_BYTES;
    }

    /** Called for a client that has not offered the key. */
    @Override
    public TlsCredentials getCredentials() throws IOException {
      throw new TlsFatalAlert(AlertDescription.handshake_failure);
    }

    /** bctls checks the binder of the first identity against this key. */
    @Override
    public TlsPSKExternal getExternalPSK(@SuppressWarnings("rawtypes") Vector identities) {
      byte[] offered = ((PskIdentity) identities.get(0)).getIdentity();
      return Arrays.equals(offered, IDENTITY) ? key() : null;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
      super.notifyHandshakeComplete();
      complete = true;
    }
  }

  /** Wipes the key; connections that exist stay usable. */
  @Override
  public void close() {
    closed = true;
    Secrets.wipe(psk);
  }
}
