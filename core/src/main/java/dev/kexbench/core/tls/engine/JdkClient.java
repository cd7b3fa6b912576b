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
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * Clients over the JDK's engine. It keeps sessions by the name of the peer, in a cache of its
 * context: without a name there is no resumption, and each chain of tickets has a context of its
 * own.
 */
final class JdkClient implements ClientSide {
  private static final String PEER = "server";
  private static final int PORT = 1;

  private final EngineShared shared;
  private final ExchangeContext around;
  private final Endpoints endpoints = new Endpoints();
  private final TrustManager[] trust;

  /** Null if clients have no certificates. */
  private final ClientKeys keys;

  private final SSLParameters parameters;
  private final SSLContext context;

  JdkClient(TlsSuite suite, ClientSetup setup) {
    JvmProviders.prepare(setup.crypto().backend());
    this.shared = EngineShared.of(Engine.JDK, suite, true, setup.crypto());
    this.around = setup.context();
    ServerTrust check = new ServerTrust(setup, endpoints);
    this.trust = new TrustManager[] {check};
    this.keys = suite.isMutual() ? new ClientKeys(shared.hashes()) : null;
    this.parameters = JdkContexts.parameters(suite);
    check.nameToSend().ifPresent(name -> parameters.setServerNames(List.of(new SNIHostName(name))));
    this.context = newContext();
    context.getClientSessionContext().setSessionCacheSize(1);
  }

  private SSLContext newContext() {
    return JdkContexts.create(keys == null ? null : new KeyManager[] {keys}, trust, around);
  }

  @Override
  public ClientRole open(ClientCredentials client) {
    return new EngineRole(shared, new Connection(client, context.createSSLEngine()));
  }

  @Override
  public ClientRole resume(ClientCredentials client, Resumption resumption) {
    new SuiteInputs(shared.suite()).requireFitting(resumption);
    SSLContext own =
        resumption
            .ticket()
            .flatMap(given -> JdkTicket.taken(given, this))
            .orElseGet(this::newContext);
    return new EngineRole(shared, new ReturningConnection(client, own));
  }

  private class Connection extends Endpoint {
    private final SSLEngine engine;

    Connection(ClientCredentials client, SSLEngine engine) {
      this.engine = engine;
      engine.setUseClientMode(true);
      engine.setSSLParameters(parameters);
      endpoints.add(this);
      if (keys != null) {
        keys.hold(engine, client);
      }
    }

    @Override
    SSLEngine engine() {
      return engine;
    }

    @Override
    void close() {
      endpoints.remove(this);
      if (keys != null) {
        keys.release(engine);
      }
    }
  }

  private final class ReturningConnection extends Connection {
    private final SSLContext own;

    /** The ids in its cache without the ticket that is expected. */
    private Set<ByteBuffer> before;

    private boolean hasGiven;

    ReturningConnection(ClientCredentials client, SSLContext own) {
      super(client, own.createSSLEngine(PEER, PORT));
      this.own = own;
      this.before = sessions();
    }

    private Set<ByteBuffer> sessions() {
      return Collections.list(own.getClientSessionContext().getIds()).stream()
          .map(ByteBuffer::wrap)
          .collect(Collectors.toSet());
    }

    @Override
    boolean wantsTicket() {
      return true;
    }

    /** SunJSSE caches each session of TLS 1.3, whose ticket then becomes another one. */
    @Override
    void waits() {
      before = sessions();
    }

    /** The server may issue none; a session of TLS 1.2 that was resumed is then good again. */
    @Override
    Optional<Ticket> ticket() {
      boolean isGoodAgain = isResumed() && !shared.suite().isVersion13();
      hasGiven = isGoodAgain || !before.containsAll(sessions());
      return hasGiven
          ? Optional.of(new JdkTicket(JdkClient.this, own, TicketRules.latestExpiry(around)))
          : Optional.empty();
    }

    @Override
    void close() {
      super.close();
      if (!hasGiven) {
        JdkTicket.forget(own);
      }
    }
  }
}
