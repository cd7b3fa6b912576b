package dev.kexbench.core.tls.engine;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Resumption;
import dev.kexbench.core.exchange.Ticket;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.tls.SuiteInputs;
import dev.kexbench.core.tls.TlsSuite;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.ssl.ReferenceCountedOpenSslContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.internal.tcnative.SSL;
import io.netty.internal.tcnative.SSLSession;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** Clients over BoringSSL. */
final class BoringSslClient implements ClientSide {
  private final EngineShared shared;
  private final ExchangeContext around;
  private final Endpoints endpoints = new Endpoints();
  private final ServerTrust trust;

  /** Null if clients have no certificates. */
  private final ClientKeys keys;

  private final ReferenceCountedOpenSslContext context;
  private final NativeSessions sessions;

  BoringSslClient(TlsSuite suite, ClientSetup setup) {
    this.shared = EngineShared.of(Engine.BORINGSSL, suite, true, setup.crypto());
    this.around = setup.context();
    this.trust = new ServerTrust(setup, endpoints);
    this.keys = suite.isMutual() ? new ClientKeys(shared.hashes()) : null;
    var builder = SslContextBuilder.forClient().trustManager(trust);
    if (keys != null) {
      builder.keyManager(keys);
    }
    this.context = BoringSsl.create(builder, suite, this);
    this.sessions = NativeSessions.of(context);
  }

  @Override
  public ClientRole open(ClientCredentials client) {
    return new EngineRole(shared, new Connection(client));
  }

  @Override
  public ClientRole resume(ClientCredentials client, Resumption resumption) {
    new SuiteInputs(shared.suite()).requireFitting(resumption);
    var connection = new ReturningConnection(client);
    resumption.ticket().ifPresent(connection::present);
    return new EngineRole(shared, connection);
  }

  /** The number of engines that are not released. */
  int engines() {
    return endpoints.count();
  }

  /** The number of connections for which a session may be kept. */
  int sessions() {
    return sessions.count();
  }

  private class Connection extends Endpoint {
    final ReferenceCountedOpenSslEngine engine =
        (ReferenceCountedOpenSslEngine) context.newEngine(PooledByteBufAllocator.DEFAULT);

    Connection(ClientCredentials client) {
      trust.nameToSend().ifPresent(this::name);
      endpoints.add(this);
      if (keys != null) {
        keys.hold(engine, client);
      }
    }

    private void name(String server) {
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(server)));
      engine.setSSLParameters(parameters);
    }

    @Override
    SSLEngine engine() {
      return engine;
    }

    @Override
    void close() {
      if (engine.release()) {
        endpoints.remove(this);
        if (keys != null) {
          keys.release(engine);
        }
      }
    }
  }

  private final class ReturningConnection extends Connection {
    private final long pointer = engine.sslPointer();
    private long offeredUntilMillis;

    /** Netty turns tickets of TLS 1.2 off for every connection. */
    ReturningConnection(ClientCredentials client) {
      super(client);
      SSL.clearOptions(pointer, SSL.SSL_OP_NO_TICKET);
      sessions.expect(pointer);
    }

    /** Offers a ticket, of which it takes ownership. */
    void present(Ticket given) {
      if (given instanceof NativeTicket ticket && ticket.isOf(sessions)) {
        ticket.take().ifPresent(session -> sessions.offer(pointer, session));
        offeredUntilMillis = ticket.expiresAtMillis();
      }
      given.close();
    }

    @Override
    boolean wantsTicket() {
      return true;
    }

    /**
     * The session that the server has issued. In TLS 1.2 it may issue none when it resumes one: the
     * same ticket is then good again.
     */
    @Override
    Optional<Ticket> ticket() {
      NativeSessions.Kept kept = sessions.take(pointer);
      boolean isGood = kept.isNew() || isResumed() && !shared.suite().isVersion13();
      if (kept.isEmpty() || !isGood) {
        kept.free();
        return Optional.empty();
      }
      long expiry =
          kept.isNew()
              ? around.clockMillis().getAsLong() + SSLSession.getTimeout(kept.session()) * 1_000
              : offeredUntilMillis;
      return Optional.of(new NativeTicket(sessions, kept.session(), expiry));
    }

    @Override
    void close() {
      sessions.take(pointer).free();
      super.close();
    }
  }
}
