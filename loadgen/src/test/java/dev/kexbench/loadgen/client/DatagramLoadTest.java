package dev.kexbench.loadgen.client;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.FreePort;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.loadgen.server.TestDatagrams;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Stage;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Load over datagrams. */
class DatagramLoadTest {
  private static final int COUNT = 20;

  private static Load load(int port, Duration timeout) {
    ClientPopulation population =
        new ClientPopulation(
            new DatagramTransport(TestDatagrams.clientSide()),
            TestExchange.CLIENTS,
            List.of(),
            Mix.HONEST);
    return new Load(port, 1, population, timeout);
  }

  private static void run(Load load) {
    load.run(loop -> new Workload.Closed(4, 0, COUNT));
    assertEquals(List.of(), load.counts().brokenConservation());
    assertEquals(COUNT, load.counts().planned());
  }

  @Test
  void everyHandshakeIsCountedOnce() {
    try (TestDatagrams server = new TestDatagrams();
        Load load = load(server.port(), Load.PATIENT)) {
      run(load);
      assertEquals(COUNT, load.counts().established());
      eventually("the server has them all", () -> server.confirmed() == COUNT);
      assertEquals(COUNT, load.stage(Stage.TOTAL).getTotalCount());
      assertEquals(COUNT, load.stage(Stage.EXCHANGE).getTotalCount());
      assertEquals(3, load.totals.wire().roundTrips());
      assertEquals("udp", load.generator.transport());
      assertTrue(load.generator.resources().allocatedBytes() > COUNT * 1_000);
    }
  }

  @Test
  void timesOutOnASilentServer() throws IOException {
    try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Load load = load(silent.getLocalPort(), Duration.ofMillis(200))) {
      run(load);
      assertEquals(COUNT, load.counts().failed().get(FailureCause.EXCHANGE_TIMEOUT));
    }
  }

  @Test
  void countsAClosedPortAsRefused() {
    try (Load load = load(FreePort.UNSERVED, Load.PATIENT)) {
      run(load);
      assertEquals(COUNT, load.counts().failed().get(FailureCause.REFUSED));
    }
  }
}
