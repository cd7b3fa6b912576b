package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.DatagramClientSide;
import dev.kexbench.loadgen.fixture.TestExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One address opens 2,000 handshakes with valid cookies and continues none of them. */
class HostileAddressTest {
  private static final String HOSTILE = "127.0.0.2";
  private static final String HONEST = "127.0.0.1";
  private static final int SOCKETS = 2_000;

  private final DatagramClientSide side = TestDatagrams.clientSide();

  private LimitedDatagrams attack(int port) throws IOException {
    LimitedDatagrams end = new LimitedDatagrams(HOSTILE, port, LimitedDatagrams.HELLO_WITH_COOKIE);
    try {
      side.connect(TestExchange.CLIENTS.get(0), end, session -> {});
    } catch (IOException silent) {
      return end; // stays open, so that the server waits
    }
    throw new AssertionError("connected without a second flight");
  }

  private boolean succeeds(int port) throws IOException {
    try (LimitedDatagrams end = new LimitedDatagrams(HONEST, port, LimitedDatagrams.ALL)) {
      return side.connect(TestExchange.CLIENTS.get(0), end, session -> session.close())
          .equals(Optional.empty());
    }
  }

  @Test
  void anHonestAddressIsServedDuringTheAttack() throws IOException {
    List<LimitedDatagrams> hostile = new ArrayList<>();
    try (TestDatagrams server = new TestDatagrams()) {
      int honest = 0;
      for (int i = 0; i < SOCKETS; i++) {
        hostile.add(attack(server.port()));
        if (i % 20 == 19) {
          honest++;
          assertTrue(succeeds(server.port()), "after " + i + " hostile ones");
        }
      }
      long confirmed = honest;
      eventually("all are counted", () -> server.confirmed() == confirmed);
      assertEquals(0, server.closed(CloseCause.FAILURE));
    } finally {
      hostile.forEach(LimitedDatagrams::close);
    }
  }
}
