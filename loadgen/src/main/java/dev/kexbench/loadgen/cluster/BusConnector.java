package dev.kexbench.loadgen.cluster;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The connections of a coordinator to the addresses at which agents may listen. Those that it has
 * found it connects to again after a failure; for the others it looks when it is asked to.
 */
final class BusConnector {
  /** How often to connect again to an agent. */
  static final Duration RETRY = Duration.ofMillis(500);

  private final ClusterTls tls;
  private final BusConnection.Events events;
  private final NetClient client;

  /** By address: ranges may overlap. */
  private final Map<String, Place> places = new LinkedHashMap<>();

  private final Map<String, Place> named = new LinkedHashMap<>();

  /**
   * Where agents may listen.
   *
   * @param shown the address as the user has given it
   * @param first the address
   * @param ports how many ports to try, from that of the address on
   */
  record Range(String shown, InetSocketAddress first, int ports) {}

  /**
   * A connector without connections.
   *
   * @param events of all connections, on the event loop
   */
  BusConnector(Vertx vertx, ClusterTls tls, List<Range> agents, BusConnection.Events events) {
    this.tls = tls;
    this.events = events;
    this.client =
        vertx.createNetClient(
            new NetClientOptions()
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setConnectTimeout((int) BusConnection.HANDSHAKE.toMillis()));
    agents.forEach(this::add);
  }

  private void add(Range range) {
    String host = range.first.getAddress().getHostAddress();
    int beyond = Math.min(range.first.getPort() + range.ports, 0x10000);
    IntStream.range(range.first.getPort(), beyond).forEach(port -> place(host, port));
    named.put(range.shown, place(host, range.first.getPort()));
  }

  private Place place(String host, int port) {
    return places.computeIfAbsent(host + " " + port, key -> new Place(host, port));
  }

  /** Connects to all addresses to which there is no connection; on the event loop. */
  void seek() {
    places.values().forEach(Place::connect);
  }

  /** Connects to the agents that have been found before; to be called now and then. */
  void reconnect() {
    long now = System.nanoTime();
    places.values().forEach(place -> place.check(now));
    places.values().stream().filter(place -> place.known).forEach(Place::connect);
  }

  /** The given addresses at which no agent was found, with the reasons. */
  List<String> unreachable() {
    List<String> lines = new ArrayList<>();
    named.forEach(
        (shown, place) -> {
          String why = place.failure;
          if (why != null && !place.known) {
            lines.add(shown + ": " + why);
          }
        });
    return lines;
  }

  /** One address, to which there is at most one connection. */
  private final class Place implements BusConnection.Events {
    private final String host;
    private final int port;
    private boolean busy;

    /** The present one; null if there is none. */
    private BusConnection connection;

    private volatile boolean known;
    private volatile String failure;

    private Place(String host, int port) {
      this.host = host;
      this.port = port;
    }

    private void connect() {
      if (!busy) {
        busy = true;
        client.connect(port, host).onComplete(this::open, this::failed);
      }
    }

    private void failed(Throwable why) {
      busy = false;
      failure = String.valueOf(why.getMessage()).replaceFirst(": /.*", ""); // the address
    }

    private void open(NetSocket socket) {
      connection = new BusConnection(socket, tls.client(), this);
      connection.start();
      if (failure == null) {
        failure = "it does not answer";
      }
    }

    private void check(long nowNanos) {
      if (connection != null) {
        connection.checkHandshake(nowNanos);
      }
    }

    @Override
    public void onEstablished(BusConnection made) {
      known = true;
      events.onEstablished(made);
    }

    @Override
    public void onFrame(BusConnection from, BusFrame frame) {
      events.onFrame(from, frame);
    }

    @Override
    public void onEnd(BusConnection ended, Optional<BusConnection.Failure> why) {
      busy = false;
      connection = null;
      why.ifPresent(each -> failure = each.reason());
      events.onEnd(ended, Optional.empty());
    }
  }
}
