package dev.kexbench.loadgen.server;

import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.Optional;

/** What a statistics port can be asked for. */
enum StatsRoute {
  STATS(HttpMethod.GET, "/stats"),
  OPEN(HttpMethod.GET, "/open"),
  METRICS(HttpMethod.GET, "/metrics"),
  HEALTH(HttpMethod.GET, "/healthz"),
  CEILING(HttpMethod.POST, "/ceiling"),
  GC(HttpMethod.POST, "/gc"),
  /** Only at a server that a load test has started to be profiled. */
  PROFILE_START(HttpMethod.POST, "/profile/start"),
  PROFILE_STOP(HttpMethod.POST, "/profile/stop"),
  JVM(HttpMethod.POST, "/jvm");

  private final HttpMethod method;
  private final String path;

  StatsRoute(HttpMethod method, String path) {
    this.method = method;
    this.path = path;
  }

  HttpMethod method() {
    return method;
  }

  String path() {
    return path;
  }

  /** Whether it makes the server work. */
  boolean works() {
    return method.equals(HttpMethod.POST);
  }

  /** Whether every server has it. */
  boolean everywhere() {
    return this != PROFILE_START && this != PROFILE_STOP;
  }

  static Optional<StatsRoute> of(String path) {
    return Arrays.stream(values()).filter(each -> each.path.equals(path)).findFirst();
  }
}
