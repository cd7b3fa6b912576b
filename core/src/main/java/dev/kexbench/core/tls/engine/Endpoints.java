package dev.kexbench.core.tls.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;

/** The endpoints of a side by engine: a trust manager is told the engine only. */
final class Endpoints {
  private final Map<SSLEngine, Endpoint> open = new ConcurrentHashMap<>();

  void add(Endpoint endpoint) {
    open.put(endpoint.engine(), endpoint);
  }

  void remove(Endpoint endpoint) {
    open.remove(endpoint.engine());
  }

  Endpoint of(SSLEngine engine) {
    Endpoint endpoint = open.get(engine);
    if (endpoint == null) {
      throw new IllegalStateException("an engine of no handshake in progress");
    }
    return endpoint;
  }

  /** The number of endpoints that are not closed. */
  int count() {
    return open.size();
  }
}
