package dev.kexbench.loadgen.client;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.record.ClientClass;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OfferTopUpTest {
  @Test
  void anIdleLoopMakesOffersInPlaceOfThoseThatWereUsed() throws IOException {
    AtomicInteger made = new AtomicInteger();
    ClientSide real = TestExchange.clientSide();
    ClientSide counted =
        client -> {
          made.incrementAndGet();
          return real.open(client);
        };
    // The kernel accepts its connections, and nothing ever reads from them.
    try (ServerSocket deaf = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Load load = new Load(deaf.getLocalPort(), 1, Load.PATIENT, counted)) {
      load.generator.prepare(0, Map.of(ClientClass.OK, 1L));
      assertEquals(1, made.get());
      load.generator.begin(loop -> new Workload.Closed(1, 0, 1), load.recording);
      eventually("another OFFER is made", () -> made.get() == 2);
      assertEquals(0, load.generator.unprepared());
    }
  }
}
