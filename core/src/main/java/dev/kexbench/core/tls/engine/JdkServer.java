package dev.kexbench.core.tls.engine;

import dev.kexbench.core.exchange.PooledRsaKey;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.identity.CertificateFiles;
import dev.kexbench.core.identity.ServerCertificates;
import dev.kexbench.core.tls.EphemeralGroup;
import dev.kexbench.core.tls.TlsSuite;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** A server over the JDK's engine. */
final class JdkServer implements ServerSide {
  /** One second more than TLS 1.3 allows (RFC 8446, section 4.6.1): then SunJSSE issues none. */
  private static final int NO_TICKETS_SECONDS = 7 * 24 * 3_600 + 1;

  private final EngineShared shared;
  private final SSLContext context;
  private final SSLParameters parameters;
  private final boolean issuesTickets;
  private final Endpoints endpoints = new Endpoints();

  /** Null if the suite does not use it. */
  private final PooledRsaKey rsa;

  /** Null if clients have no certificates. */
  private final ClientTrust clients;

  JdkServer(TlsSuite suite, ServerSetup setup) {
    JvmProviders.prepare(setup.crypto().backend());
    this.shared = EngineShared.of(Engine.JDK, suite, false, setup.crypto());
    this.rsa = suite.usesRsa() ? new PooledRsaKey(setup) : null;
    this.clients =
        suite.isMutual() ? new ClientTrust(setup, endpoints, CertificateException::new) : null;
    this.parameters = JdkContexts.parameters(suite);
    parameters.setNeedClientAuth(suite.isMutual());
    this.issuesTickets = setup.ticketLifetime().isPresent();
    KeyManager keys = new ServerIdentityKeys(key(setup), chain(setup));
    KeyManager[] all = {keys};
    TrustManager[] trust = suite.isMutual() ? new TrustManager[] {clients} : null;
    this.context =
        issuesTickets
            ? JdkContexts.create(all, trust, setup.context())
            : JdkContexts.createWithoutTickets(all, trust, setup.context());
    context
        .getServerSessionContext()
        .setSessionTimeout(
            setup
                .ticketLifetime()
                .map(lifetime -> (int) Math.max(1, lifetime.toSeconds()))
                .orElse(NO_TICKETS_SECONDS));
  }

  private PrivateKey key(ServerSetup setup) {
    if (rsa == null) {
      return setup.keys().secret();
    }
    return new PooledPrivateKey(rsa);
  }

  /** The certificates that a server of this setup presents, its own first. */
  static X509Certificate[] chain(ServerSetup setup) {
    return ServerCertificates.chain(
            setup.keys(), setup.certificates().intermediates(), setup.context().random())
        .stream()
        .map(CertificateFiles::decode)
        .toArray(X509Certificate[]::new);
  }

  @Override
  public Role accept() {
    return new EngineRole(shared, new Connection());
  }

  /** The number of connections of clients with certificates that are not closed. */
  int engines() {
    return endpoints.count();
  }

  @Override
  public void warm() {
    if (rsa != null) {
      rsa.warm();
    }
  }

  /** The private-key operation, if the suite decrypts or signs with RSA. */
  @Override
  public Optional<CostlyOperation> costlyOperation() {
    return Optional.ofNullable(rsa).map(PooledRsaKey::costlyOperation).map(this::named);
  }

  private CostlyOperation named(CostlyOperation operation) {
    return shared.suite().groups() == EphemeralGroup.NONE
        ? operation
        : new CostlyOperation(
            operation.name() + " without the ephemeral key agreement", operation.once());
  }

  private final class Connection extends Endpoint {
    private final SSLEngine engine = context.createSSLEngine();

    Connection() {
      engine.setUseClientMode(false);
      engine.setSSLParameters(parameters);
      if (clients != null) {
        endpoints.add(this);
      }
    }

    @Override
    SSLEngine engine() {
      return engine;
    }

    @Override
    boolean acceptsClient() {
      return clients == null || clients.knows(this);
    }

    /** Without tickets, no session can be resumed by its id either. */
    @Override
    void completed() {
      if (!issuesTickets) {
        engine.getSession().invalidate();
      }
    }

    /** The garbage collector has the rest. */
    @Override
    void close() {
      endpoints.remove(this);
    }
  }
}
