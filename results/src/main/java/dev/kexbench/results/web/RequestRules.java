package dev.kexbench.results.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/**
 * Which requests are answered. A page of another site that is open in the same browser can send
 * requests here, but can neither name this server as its host nor read the token.
 *
 * @param address at which the server is reached
 * @param token that every change has to contain; null if nothing may be changed
 */
record RequestRules(WebAddress address, String token) {
  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final String FORM = "application/x-www-form-urlencoded";

  /**
   * What the rules look at.
   *
   * @param type of the content, or null, as {@code host} and {@code origin}
   */
  record Sent(String method, String host, String origin, String type) {
    boolean reads() {
      return READING.contains(method);
    }
  }

  /** Why a request is refused, before its content is read; empty if it is not. */
  Optional<WebResponse> refusal(Sent sent) {
    if (!address.isMeant(sent.host)) {
      return refused(421, "not served under this name; open http://" + address);
    }
    if (sent.reads()) {
      return Optional.empty();
    }
    if (!sent.method.equals("POST")) {
      return refused(405, "only GET, HEAD and POST are answered");
    }
    if (token == null) {
      return refused(403, "read-only: not served on a loopback address");
    }
    if (sent.origin != null && !sent.origin.equals("http://" + sent.host)) {
      return refused(403, "sent by a page of another site");
    }
    return sent.type == null || !sent.type.startsWith(FORM)
        ? refused(415, "a change is sent as " + FORM)
        : Optional.empty();
  }

  /** Why a change is refused for its content; empty if it is not. */
  Optional<WebResponse> refusal(WebRequest change) {
    boolean known =
        MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8),
            change.one("token").getBytes(StandardCharsets.UTF_8));
    return known
        ? Optional.empty()
        : refused(403, "without the token of this server; reload the list of runs and try again");
  }

  private static Optional<WebResponse> refused(int status, String line) {
    return Optional.of(WebResponse.text(status, line));
  }
}
