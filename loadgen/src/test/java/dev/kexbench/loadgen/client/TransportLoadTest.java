package dev.kexbench.loadgen.client;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.loadgen.fixture.Transports;
import dev.kexbench.loadgen.server.RunningServer;
import dev.kexbench.loadgen.transport.SocketTransport;
import dev.kexbench.results.report.Counts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Handshakes over each transport that is available here, on either side. */
class TransportLoadTest {
  static Stream<Arguments> pairs() {
    return Transports.here()
        .flatMap(server -> Transports.here().map(client -> Arguments.of(server, client)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void everyHandshakeSucceedsAndNoConnectionIsLeft(SocketTransport server, SocketTransport client) {
    try (RunningServer running = RunningServer.kx1(server);
        Load load = new Load(running.port(), 2, client)) {
      assertEquals(client.label(), load.generator.transport());
      load.run(loop -> new Workload.Closed(8, 0, 50));
      Counts counts = load.counts();
      assertEquals(100, counts.established(), counts::toString);
      assertEquals(List.of(), counts.brokenConservation());
      eventually("the server has them all", () -> running.confirmed() == 100);
      eventually("nothing is left open", () -> running.open() == 0);
    }
  }
}
