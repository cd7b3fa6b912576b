package dev.kexbench.core.tls.engine;

import java.util.Optional;
import javax.net.ssl.SSLException;

/** Why a client's handshake failed, in words. */
interface EngineFailure {
  /**
   * A clause for users.
   *
   * @param server what to call the server
   * @param offer what the client offers, such as {@code tls12-rsa offers: TLS 1.2 with …}
   */
  String text(String server, String offer);

  /** The failure of an engine. */
  static EngineFailure of(
      Optional<String> certificateProblem, EngineAlert alert, SSLException cause) {
    if (certificateProblem.isPresent()) {
      return (server, offer) ->
          "the certificate of " + server + " " + certificateProblem.orElseThrow();
    }
    if (alert.isReceived()) {
      return (server, offer) ->
          "%s ended the handshake with the alert %s, where %s"
              .formatted(server, alert.text(), offer);
    }
    return (server, offer) ->
        "the answer of %s was refused, where %s: %s".formatted(server, offer, cause.getMessage());
  }
}
