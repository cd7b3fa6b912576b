package dev.kexbench.core.tls.engine;

import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.tls.ServerCheck;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;

/** Checks a server's certificates for all clients of a side. */
final class ServerTrust extends EngineTrust {
  private final ServerCheck check;
  private final Endpoints endpoints;

  ServerTrust(ClientSetup setup, Endpoints endpoints) {
    this.check = new ServerCheck(setup.identity(), setup.context().clockMillis());
    this.endpoints = endpoints;
  }

  /** The name to send to the server, if it has one. */
  Optional<String> nameToSend() {
    return check.nameToSend();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] shown, String type, SSLEngine engine)
      throws CertificateException {
    Endpoint endpoint = endpoints.of(engine);
    endpoint.usesCertificate();
    List<byte[]> chain = new ArrayList<>();
    for (X509Certificate each : shown) {
      chain.add(each.getEncoded());
    }
    Optional<String> problem = problem(chain);
    if (problem.isPresent()) {
      endpoint.refuseCertificate(problem.get());
      throw new CertificateException("the server's certificate " + problem.get());
    }
  }

  private Optional<String> problem(List<byte[]> chain) {
    try {
      return check.problem(chain);
    } catch (IOException | IllegalArgumentException malformed) {
      return Optional.of("is not a certificate that this client can read");
    }
  }
}
