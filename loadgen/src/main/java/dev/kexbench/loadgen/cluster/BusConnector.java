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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of a coordinator to the addresses at which agents may listen. Those that it has
 * found it connects to again after a failure; for the others it looks when it is asked to.
 */
final class BusConnector {
  /** How often to connect again to an agent. */
  static final Duration RETRY = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(BusConnector.class);

  private final Vertx vertx;
  private final ClusterTls tls;
  private final BusConnection.Events events;
  private final NetClient client;

  /** By address: ranges may overlap. */
  private final Map<String, AgentAddress> addresses = new LinkedHashMap<>();

  private final Map<String, AgentAddress> named = new LinkedHashMap<>();

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
    this.vertx = vertx;
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
    IntStream.range(range.first.getPort(), beyond).forEach(port -> at(host, port));
    named.put(range.shown, at(host, range.first.getPort()));
  }

  private AgentAddress at(String host, int port) {
    return addresses.computeIfAbsent(host + " " + port, key -> new AgentAddress(host, port));
  }

  /**
   * Connects to all addresses to which there is no connection, but for a while not to those that
   * have refused one; on the event loop.
   */
  void seek() {
    addresses.values().forEach(AgentAddress::connect);
  }

  /** Connects to the agents that have been found before; to be called now and then. */
  void reconnect() {
    long now = System.nanoTime();
    addresses.values().forEach(each -> each.check(now));
    addresses.values().stream().filter(each -> each.known).forEach(AgentAddress::connect);
  }

  /** The given addresses at which no agent was found, with the reasons. */
  List<String> unreachable() {
    List<String> lines = new ArrayList<>();
    named.forEach(
        (shown, address) -> {
          String why = address.failure;
          if (why != null && !address.known) {
            lines.add(shown + ": " + why);
          }
        });
    return lines;
  }

  /** One address, to which there is at most one connection. */
  private final class AgentAddress implements BusConnection.Events {
    private final String host;
    private final int port;
    private final RetryDelay delay = new RetryDelay();
    private boolean busy;

    /** The present one; null if there is none. */
    private BusConnection connection;

    private volatile boolean known;
    private volatile String failure;

    private AgentAddress(String host, int port) {
      this.host = host;
      this.port = port;
    }

    private void connect() {
      if (!busy && delay.isOver(System.nanoTime())) {
        busy = true;
        client.connect(port, host).onComplete(this::open, this::failed);
      }
    }

    private void failed(Throwable why) {
      busy = false;
      failure = String.valueOf(why.getMessage()).replaceFirst(": /.*", ""); // the address
    }

    private void open(NetSocket socket) {
      connection = new BusConnection(vertx, socket, tls.client(), this);
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
      delay.reset();
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
      why.ifPresent(this::refused);
      events.onEnd(ended, Optional.empty());
    }

    private void refused(BusConnection.Failure why) {
      failure = why.reason();
      if (delay.refused(System.nanoTime())) {
        LOG.warn("no connection to {}:{}: {}; trying less often", host, port, failure);
      }
    }
  }
}
