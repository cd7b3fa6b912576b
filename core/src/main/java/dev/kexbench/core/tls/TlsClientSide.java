package dev.kexbench.core.tls;

import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.identity.ClientCredentials;
import java.util.List;

/** The state that all clients of one TLS server share in this process. */
final class TlsClientSide implements ClientSide {
  final TlsSuite suite;
  final BackendTlsCrypto crypto;
  final Pool<Sha256> hashes;

  /** The pinned key in the form used in certificates: its SubjectPublicKeyInfo in DER. */
  final byte[] serverKey;

  TlsClientSide(TlsSuite suite, ClientSetup setup) {
    var backend = setup.crypto().backend();
    this.suite = suite;
    this.crypto = new BackendTlsCrypto(backend.providers(), setup.context().random());
    this.hashes = setup.crypto().pooled(backend::sha256);
    this.serverKey = setup.server().key().getEncoded();
  }

  @Override
  public List<String> fallbackAlgorithms() {
    return crypto.fallbackAlgorithms();
  }

  @Override
  public ClientRole open(ClientCredentials client) {
    return new TlsRole(new ClientPeer(this, client));
  }
}
