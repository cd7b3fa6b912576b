package dev.kexbench.loadgen.server;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which requests a statistics port serves. A web page in a browser on this machine can send
 * requests as well: it has no token, and without one it can neither send JSON nor name a loopback
 * host, not even if its own name resolves to this machine (DNS rebinding).
 *
 * @param profiles whether a profile can be started and stopped
 */
record StatsGuard(Optional<StatsToken> token, boolean profiles) {
  /** More than any request needs. */
  static final int MOST_BODY_BYTES = 1_024;

  private static final String JSON = "application/json";

  /** An answer to a request that is not served; the connection ends after it. */
  record Refusal(int status, String why) {}

  /** Why the request is not served; empty if it is. */
  Optional<Refusal> refusal(HttpServerRequest request) {
    return refusalOfSender(request).or(() -> refusalOfRequest(request));
  }

  private Optional<Refusal> refusalOfSender(HttpServerRequest request) {
    HostAndPort host = request.authority();
    if (host == null) {
      return refuse(400, "the Host header is missing");
    }
    if (token.isEmpty()) {
      return isLoopback(host.host())
          ? Optional.empty()
          : refuse(403, "without a token, Host must be a loopback address");
    }
    return token.get().isPresentedBy(request.getHeader(HttpHeaders.AUTHORIZATION))
        ? Optional.empty()
        : refuse(401, "present the token as Authorization: Bearer TOKEN");
  }

  /** Whether it is localhost or a loopback address; no other name is resolved. */
  private static boolean isLoopback(String host) {
    String plain = host.replaceAll("^\\[|\\]$", "");
    InetAddress address = NetUtil.createInetAddressFromIpAddressString(plain);
    return address == null ? plain.equalsIgnoreCase("localhost") : address.isLoopbackAddress();
  }

  private Optional<Refusal> refusalOfRequest(HttpServerRequest request) {
    Optional<StatsRoute> route =
        StatsRoute.of(request.path()).filter(each -> profiles || each.everywhere());
    if (route.isEmpty()) {
      return refuse(404, "try " + routes());
    }
    if (!request.method().equals(route.get().method())) {
      return refuse(405, "use " + route.get().method() + " " + route.get().path());
    }
    if (route.get().works() && !isJson(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
      return refuse(415, "use Content-Type: " + JSON);
    }
    return hasLongBody(request) ? refuse(413, "the body is too long; send none") : Optional.empty();
  }

  private static String routes() {
    return Arrays.stream(StatsRoute.values())
        .filter(StatsRoute::everywhere)
        .map(each -> each.method() + " " + each.path())
        .collect(Collectors.joining(", "));
  }

  private static boolean isJson(String contentType) {
    return contentType != null
        && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(JSON);
  }

  /** Whether it may be long: a body in chunks has no length. */
  private static boolean hasLongBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || length != null
            && !(length.matches("\\d{1,9}") && Integer.parseInt(length) <= MOST_BODY_BYTES);
  }

  private static Optional<Refusal> refuse(int status, String why) {
    return Optional.of(new Refusal(status, why));
  }
}
