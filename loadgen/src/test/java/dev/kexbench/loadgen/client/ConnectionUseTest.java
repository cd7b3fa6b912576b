package dev.kexbench.loadgen.client;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.FreePort;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.loadgen.server.RunningServer;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Stage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** How many handshakes a connection carries, its source address, and how it is closed. */
class ConnectionUseTest {
  private static ClientPopulation honest() {
    return new ClientPopulation(
        TestExchange.clientSide(), TestExchange.CLIENTS, List.of(), Mix.HONEST);
  }

  private static ConnectionPolicy policy(
      int perConnection, ConnectionPolicy.Close close, String... sources) {
    return new ConnectionPolicy(
        Load.PATIENT.toNanos(),
        0,
        perConnection,
        close,
        List.of(sources).stream().map(each -> new InetSocketAddress(each, 0)).toList());
  }

  @Test
  void aConnectionCarriesItsMaximumOfHandshakes() {
    try (RunningServer server = RunningServer.kx1();
        Load load = new Load(server.port(), 1, honest(), policy(10, ConnectionPolicy.Close.FIN))) {
      load.run(loop -> new Workload.Closed(2, 0, 40));
      Counts counts = load.counts();
      assertEquals(40, counts.established(), counts::toString);
      // One more where the last two are not full at the end.
      assertTrue(
          counts.connectionsOpened() == 4 || counts.connectionsOpened() == 5, counts::toString);
      assertEquals(counts.connectionsOpened(), counts.connectionsClosed());
      assertEquals(
          counts.connectionsOpened(), load.stage(Stage.CONNECT).getTotalCount(), "connects");
      eventually("the server has them all", () -> server.confirmed() == 40);
    }
  }

  /** The server has none, so that the first message follows when the connection is open. */
  @Test
  void aConnectionThatCannotBeOpenedFastIsOpenedAsUsual() {
    ConnectionPolicy fast =
        new ConnectionPolicy(
            Load.PATIENT.toNanos(), 0, 5, ConnectionPolicy.Close.FIN, List.of(), true);
    try (RunningServer server = RunningServer.kx1();
        Load load = new Load(server.port(), 1, honest(), fast)) {
      load.run(loop -> new Workload.Closed(2, 0, 40));
      Counts counts = load.counts();
      assertEquals(40, counts.established(), counts::toString);
      assertEquals(counts.connectionsOpened(), counts.connectionsClosed());
      assertEquals(
          counts.connectionsOpened(), load.stage(Stage.CONNECT).getTotalCount(), "connects");
    }
  }

  @Test
  void aFastOpenToAPortThatIsNotServedIsRefused() {
    ConnectionPolicy fast =
        new ConnectionPolicy(
            Load.PATIENT.toNanos(), 0, 1, ConnectionPolicy.Close.FIN, List.of(), true);
    try (Load load = new Load(FreePort.UNSERVED, 1, honest(), fast)) {
      load.run(loop -> new Workload.Closed(2, 0, 10));
      Counts counts = load.counts();
      assertEquals(10, counts.failed().get(FailureCause.REFUSED), counts::toString);
      assertEquals(List.of(), counts.brokenConservation());
    }
  }

  @Test
  void anOpenLoopReusesIdleConnections() {
    try (RunningServer server = RunningServer.kx1();
        Load load =
            new Load(server.port(), 1, honest(), policy(1_000, ConnectionPolicy.Close.FIN))) {
      load.run(
          loop ->
              new Workload.Open(
                  Load.every(Duration.ofMillis(5)),
                  Load.wait(1),
                  System.nanoTime(),
                  Long.MAX_VALUE,
                  30));
      assertEquals(30, load.counts().established());
      assertEquals(1, load.counts().connectionsOpened());
    }
  }

  @Test
  void doesNotReuseAConnectionThatIsBeingClosed() {
    try (RunningServer server = RunningServer.kx1();
        Load load =
            new Load(server.port(), 1, honest(), policy(1_000, ConnectionPolicy.Close.FIN))) {
      load.generator.begin(loop -> new Workload.Closed(16, 0, Long.MAX_VALUE), load.recording);
      eventually("it runs", () -> load.counts().established() > 100);
      load.drain();
      Counts counts = load.counts();
      assertEquals(counts.planned(), counts.established(), counts::toString);
      assertEquals(List.of(), counts.brokenConservation());
    }
  }

  @Test
  void usesTheSourceAddressesRoundRobin() {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    try (FakeServer server =
            new FakeServer(
                socket -> {
                  seen.add(socket.getInetAddress().getHostAddress());
                  socket.close();
                });
        Load load =
            new Load(
                server.port(),
                1,
                honest(),
                policy(1, ConnectionPolicy.Close.FIN, "127.0.0.2", "127.0.0.3", "127.0.0.4"))) {
      load.run(loop -> new Workload.Closed(1, 0, 9));
      assertEquals(Set.of("127.0.0.2", "127.0.0.3", "127.0.0.4"), seen);
    }
  }

  @Test
  void closesByAFin() {
    assertEquals(Collections.nCopies(3, "in order"), endings(ConnectionPolicy.Close.FIN));
  }

  @Test
  void closesByAReset() {
    assertEquals(Collections.nCopies(3, "reset"), endings(ConnectionPolicy.Close.RST));
  }

  /** How connections end, as seen by a server that answers each OFFER with garbage. */
  private static List<String> endings(ConnectionPolicy.Close close) {
    Queue<String> seen = new ConcurrentLinkedQueue<>();
    try (FakeServer server = new FakeServer(socket -> seen.add(ending(socket)));
        Load load = new Load(server.port(), 1, honest(), policy(1, close))) {
      load.run(loop -> new Workload.Closed(1, 0, 3));
      eventually("all have ended", () -> seen.size() == 3);
      return List.copyOf(seen);
    }
  }

  private static String ending(Socket socket) throws IOException {
    socket.getInputStream().readNBytes(FakeServer.OFFER_BYTES);
    socket.getOutputStream().write(new byte[8]);
    try {
      return socket.getInputStream().read() < 0 ? "in order" : "more bytes";
    } catch (SocketException e) {
      return "reset";
    }
  }
}
