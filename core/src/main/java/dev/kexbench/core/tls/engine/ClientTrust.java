package dev.kexbench.core.tls.engine;

import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.tls.ClientCheck;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Checks the certificates of a server's clients. An engine asks before it has verified the client's
 * signature, so whether the client is in the table is asked after the handshake: a copied
 * certificate does not show who is enrolled.
 */
final class ClientTrust extends EngineTrust {
  private final ClientCheck check;
  private final Endpoints endpoints;
  private final Supplier<CertificateException> refusal;

  /**
   * The check of a server.
   *
   * @param refusal of any certificate, which the engine maps to an alert
   */
  ClientTrust(ServerSetup setup, Endpoints endpoints, Supplier<CertificateException> refusal) {
    this.check = new ClientCheck(setup);
    this.endpoints = endpoints;
    this.refusal = refusal;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] shown, String type, SSLEngine engine)
      throws CertificateException {
    ClientId client = check.verified(shown[0].getEncoded()).orElseThrow(refusal);
    endpoints.of(engine).claims(client);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[] {check.authority()};
  }

  /**
   * Whether the client of a completed handshake is in the table. In a resumed one it shows no
   * certificate; the session has that of the handshake in which it was verified, which must be
   * valid still.
   */
  boolean knows(Endpoint server) {
    if (server.claimed().isEmpty()) {
      inSession(server.engine()).ifPresent(server::claims);
    }
    return server.claimed().filter(check::isEnrolled).isPresent();
  }

  private Optional<ClientId> inSession(SSLEngine engine) {
    try {
      return engine.getSession().getPeerCertificates()[0] instanceof X509Certificate verified
          ? check.returning(verified)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException none) {
      return Optional.empty();
    }
  }
}
