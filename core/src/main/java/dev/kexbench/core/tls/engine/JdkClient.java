package dev.kexbench.core.tls.engine;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Resumption;
import dev.kexbench.core.exchange.Ticket;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.tls.TlsSuite;
import java.util.List;
import java.util.Optional;
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
  private final SSLParameters parameters;
  private final SSLContext context;

  JdkClient(TlsSuite suite, ClientSetup setup) {
    JvmProviders.prepare(setup.crypto().backend());
    this.shared = EngineShared.of(Engine.JDK, suite, true, setup.crypto());
    this.around = setup.context();
    ServerTrust check = new ServerTrust(setup, endpoints);
    this.trust = new TrustManager[] {check};
    this.parameters = JdkContexts.parameters(suite);
    check.nameToSend().ifPresent(name -> parameters.setServerNames(List.of(new SNIHostName(name))));
    this.context = newContext();
    context.getClientSessionContext().setSessionCacheSize(1);
  }

  private SSLContext newContext() {
    return JdkContexts.create(null, trust, around);
  }

  @Override
  public ClientRole open(ClientCredentials client) {
    return new EngineRole(shared, new Connection(context.createSSLEngine()));
  }

  @Override
  public ClientRole resume(ClientCredentials client, Resumption resumption) {
    TicketRules.requirePossible(shared.suite(), resumption);
    SSLContext own =
        resumption
            .ticket()
            .flatMap(given -> JdkTicket.taken(given, this))
            .orElseGet(this::newContext);
    return new EngineRole(shared, new ReturningConnection(own));
  }

  private class Connection extends Endpoint {
    private final SSLEngine engine;

    Connection(SSLEngine engine) {
      this.engine = engine;
      engine.setUseClientMode(true);
      engine.setSSLParameters(parameters);
      endpoints.add(this);
    }

    @Override
    SSLEngine engine() {
      return engine;
    }

    @Override
    void close() {
      endpoints.remove(this);
    }
  }

  private final class ReturningConnection extends Connection {
    private final SSLContext own;
    private boolean hasGiven;

    ReturningConnection(SSLContext own) {
      super(own.createSSLEngine(PEER, PORT));
      this.own = own;
    }

    @Override
    boolean wantsTicket() {
      return true;
    }

    @Override
    Optional<Ticket> ticket() {
      hasGiven = own.getClientSessionContext().getIds().hasMoreElements();
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
