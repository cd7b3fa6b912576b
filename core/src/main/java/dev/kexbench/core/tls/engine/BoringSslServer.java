package dev.kexbench.core.tls.engine;

import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.tls.TlsSuite;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslCertificateException;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.OpenSslSessionTicketKey;
import io.netty.handler.ssl.ReferenceCountedOpenSslContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.internal.tcnative.Buffer;
import io.netty.internal.tcnative.CertificateVerifier;
import io.netty.internal.tcnative.SSL;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLEngine;

/** A server over BoringSSL, which computes with the private key itself. */
final class BoringSslServer implements ServerSide {
  /** Some valid address: native functions require one even where they read nothing from it. */
  private static final ByteBuffer NO_BYTES = ByteBuffer.allocateDirect(1);

  private final EngineShared shared;
  private final ReferenceCountedOpenSslContext context;
  private final boolean issuesTickets;
  private final Endpoints endpoints = new Endpoints();

  /** Null if clients have no certificates. */
  private final ClientTrust clients;

  BoringSslServer(TlsSuite suite, ServerSetup setup) {
    this.shared = EngineShared.of(Engine.BORINGSSL, suite, false, setup.crypto());
    this.clients =
        suite.isMutual() ? new ClientTrust(setup, endpoints, BoringSslServer::refusal) : null;
    var builder = SslContextBuilder.forServer(setup.keys().secret(), JdkServer.chain(setup));
    if (clients != null) {
      builder.clientAuth(ClientAuth.REQUIRE).trustManager(clients);
    }
    this.context = BoringSsl.create(builder, suite, this);
    this.issuesTickets = setup.ticketLifetime().isPresent();
    OpenSslSessionContext sessions = context.sessionContext();
    sessions.setSessionCacheEnabled(false);
    setup.ticketLifetime().ifPresent(lifetime -> issueTickets(sessions, lifetime, setup.context()));
  }

  /** An error that BoringSSL maps to bad_certificate; any other exception is an internal_error. */
  private static CertificateException refusal() {
    return new OpenSslCertificateException(CertificateVerifier.X509_V_ERR_CERT_REJECTED);
  }

  /** Without ticket keys, Netty turns tickets off. */
  private static void issueTickets(
      OpenSslSessionContext sessions, Duration lifetime, ExchangeContext around) {
    sessions.setSessionTimeout((int) Math.max(1, lifetime.toSeconds()));
    byte[] name = random(around, OpenSslSessionTicketKey.NAME_SIZE);
    byte[] mac = random(around, OpenSslSessionTicketKey.HMAC_KEY_SIZE);
    byte[] encryption = random(around, OpenSslSessionTicketKey.AES_KEY_SIZE);
    sessions.setTicketKeys(new OpenSslSessionTicketKey(name, mac, encryption));
  }

  private static byte[] random(ExchangeContext around, int bytes) {
    byte[] random = new byte[bytes];
    around.random().nextBytes(random);
    return random;
  }

  @Override
  public Role accept() {
    return new EngineRole(shared, new Connection());
  }

  /** The number of engines that are not released. */
  int engines() {
    return endpoints.count();
  }

  /** None: the private-key operation cannot be called outside of a handshake. */
  @Override
  public Optional<CostlyOperation> costlyOperation() {
    return Optional.empty();
  }

  private final class Connection extends Endpoint {
    private final ReferenceCountedOpenSslEngine engine =
        (ReferenceCountedOpenSslEngine) context.newEngine(PooledByteBufAllocator.DEFAULT);

    Connection() {
      endpoints.add(this);
    }

    @Override
    SSLEngine engine() {
      return engine;
    }

    @Override
    boolean acceptsClient() {
      return clients == null || clients.knows(this);
    }

    /**
     * In TLS 1.3, tickets follow the handshake. BoringSSL holds them back until the server writes;
     * its documentation has an empty write for servers that do not.
     */
    @Override
    boolean holdsRecords() {
      boolean holds = issuesTickets && shared.suite().isVersion13();
      if (holds) {
        SSL.writeToSSL(engine.sslPointer(), Buffer.address(NO_BYTES), 0);
      }
      return holds;
    }

    @Override
    void close() {
      if (engine.release()) {
        endpoints.remove(this);
      }
    }
  }
}
