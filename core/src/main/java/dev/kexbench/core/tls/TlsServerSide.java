package dev.kexbench.core.tls;

import dev.kexbench.core.crypto.Pool;
import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.crypto.Sha256;
import dev.kexbench.core.exchange.PooledRsaKey;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The state that all connections of one TLS server share. */
final class TlsServerSide implements ServerSide {
  final TlsSuite suite;
  final BackendTlsCrypto crypto;
  final ServerCredentials credentials;

  /** Null if clients have no certificates. */
  final ClientCheck clientCheck;

  final Pool<Sha256> hashes;

  /** Empty if no session is resumed. */
  final Optional<SessionCache> sessions;

  /** Null if the suite does not use it. */
  private final PooledRsaKey rsa;

  private final ClientTable clients;

  /** The root used in place of an unknown client's. */
  private final byte[] dummyRoot = new byte[ClientTable.ROOT_BYTES];

  TlsServerSide(TlsSuite suite, ServerSetup setup) {
    var exchangeContext = setup.context();
    var backend = setup.crypto().backend();
    this.suite = suite;
    this.clients = setup.clients();
    this.crypto = new BackendTlsCrypto(backend.providers(), exchangeContext.random());
    this.hashes = setup.crypto().pooled(backend::sha256);
    this.rsa = suite.usesRsa() ? new PooledRsaKey(setup) : null;
    this.credentials = new ServerCredentials(suite, setup, crypto, rsa);
    this.clientCheck = suite.isMutual() ? new ClientCheck(setup, crypto) : null;
    this.sessions =
        suite.resumesById()
            ? setup
                .ticketLifetime()
                .map(each -> new SessionCache(each, exchangeContext, SessionCache.MOST))
            : Optional.empty();
    exchangeContext.random().nextBytes(dummyRoot);
  }

  @Override
  public Role accept() {
    return new TlsRole(new ServerPeer(this));
  }

  /**
   * The pre-shared key of an identity. For an unknown identity, one that no client has, so that the
   * handshake fails in the same place as with a wrong key.
   */
  byte[] psk(byte[] identity) {
    return CallbackFailure.guarded(() -> pskOf(identity));
  }

  private byte[] pskOf(byte[] identity) {
    byte[] root = dummyRoot.clone();
    try {
      client(identity).ifPresent(client -> clients.copyRoot(client, root));
      return hashes.with(sha -> TlsKeys.psk(sha, root));
    } finally {
      Secrets.wipe(root);
    }
  }

  /**
   * The client whose attempt a handshake with this identity is. An identity that is no client id is
   * that of one that is not enrolled, so that failures are treated alike.
   */
  ClientId claimed(byte[] identity) {
    return client(identity)
        .orElseGet(() -> ClientId.at(hashes.with(sha -> sha.hmac(dummyRoot, identity)), 0));
  }

  /** The client with this identity; empty if no client id has this form. */
  static Optional<ClientId> client(byte[] identity) {
    try {
      return Optional.of(ClientId.fromHex(new String(identity, StandardCharsets.US_ASCII)));
    } catch (IllegalArgumentException otherName) {
      return Optional.empty(); // no other identity is enrolled here
    }
  }

  /**
   * The session with this id, unless its client has been removed since, or a handshake with it has
   * failed.
   */
  Optional<SessionCache.Kept> resumable(byte[] id) {
    return sessions
        .flatMap(cache -> cache.find(id))
        .filter(kept -> kept.session().isResumable())
        .filter(kept -> kept.client().map(clients::contains).orElse(true));
  }

  @Override
  public void warm() {
    if (rsa != null) {
      rsa.warm();
    }
  }

  /**
   * The private-key operation, if the suite decrypts or signs with RSA. Its name states that the
   * agreement of ephemeral keys, if there is one, is not part of it.
   */
  @Override
  public Optional<CostlyOperation> costlyOperation() {
    return Optional.ofNullable(rsa).map(PooledRsaKey::costlyOperation).map(this::named);
  }

  private CostlyOperation named(CostlyOperation operation) {
    return suite.groups() == EphemeralGroup.NONE
        ? operation
        : new CostlyOperation(
            operation.name() + " without the ephemeral key agreement", operation.once());
  }
}
