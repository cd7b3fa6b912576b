package dev.kexbench.loadgen.live;

import dev.kexbench.loadgen.command.HostPort;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;

/**
 * Which requests a live page serves. A web page elsewhere can send requests from a browser here: it
 * must neither read the run by its own name for this address (DNS rebinding) nor open streams.
 *
 * @param address that the user gave
 */
record LiveGuard(HostPort address) {
  static final String PAGE = "/";
  static final String EVENTS = "/events";

  private static final Set<String> PATHS = Set.of(PAGE, EVENTS);
  private static final Set<String> OWN = Set.of("same-origin", "none");

  /** An answer to a request that is not served. */
  record Refusal(int status, String why) {}

  /** Why the request is not served; empty if it is. */
  Optional<Refusal> refusal(HttpServerRequest request) {
    HostAndPort host = request.authority();
    if (host == null) {
      return refuse(400, "the Host header is missing");
    }
    if (!names(host.host())) {
      return refuse(403, "Host must be the address that was printed");
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && !origin.equals("http://" + request.getHeader(HttpHeaders.HOST))) {
      return refuse(403, "another page must not read this one");
    }
    String site = request.getHeader("Sec-Fetch-Site"); // an image or a no-cors fetch has no Origin
    if (EVENTS.equals(request.path()) && site != null && !OWN.contains(site)) {
      return refuse(403, "another page must not open streams");
    }
    if (!PATHS.contains(request.path())) {
      return refuse(404, "try GET /");
    }
    return request.method().equals(HttpMethod.GET) ? Optional.empty() : refuse(405, "use GET");
  }

  /** Only a name can lead to another machine and back. An address of this machine cannot. */
  private boolean names(String host) {
    String plain = host.replaceAll("^\\[|\\]$", "");
    InetAddress literal = NetUtil.createInetAddressFromIpAddressString(plain);
    if (literal != null) {
      return literal.isLoopbackAddress() || !address.loopback();
    }
    return plain.equalsIgnoreCase("localhost") || plain.equalsIgnoreCase(address.host());
  }

  private static Optional<Refusal> refuse(int status, String why) {
    return Optional.of(new Refusal(status, why));
  }
}
