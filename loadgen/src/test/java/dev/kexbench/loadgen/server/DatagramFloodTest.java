package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.DatagramClientSide;
import dev.kexbench.core.exchange.DatagramServerSide;
import dev.kexbench.core.exchange.Datagrams;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.loadgen.fixture.TestExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Honest clients during a flood of handshakes that begin with valid cookies and go no further. What
 * counts is how many honest handshakes lose their slot to the flood or get none, and not how many
 * are late because this machine is busy.
 */
@EnabledOnOs(OS.LINUX) // the whole of 127/8 is the loopback interface
class DatagramFloodTest {
  private static final String HONEST = "127.0.0.1";
  private static final List<String> HOSTILE = List.of("127.0.0.2", "127.0.0.3");
  private static final int HANDSHAKES = 100;
  private static final double MOST_LOST = 0.05;

  /** Sockets that an attacker keeps open, so that the server waits for them. */
  private static final int KEPT = 2 * DatagramListener.SLOTS;

  /** Timeout of a handshake; the test waits this long for each one that lost its slot. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final DatagramClientSide side = TestDatagrams.clientSide(TIMEOUT);
  private volatile boolean over;

  /** What becomes of handshakes from the honest address, by their ports. */
  private static final class Observed implements DatagramServerSide {
    private final DatagramServerSide of;
    private final Set<Integer> greeted = ConcurrentHashMap.newKeySet();
    private final Set<Integer> served = ConcurrentHashMap.newKeySet();
    private final Set<Integer> displaced = ConcurrentHashMap.newKeySet();

    private Observed(DatagramServerSide of) {
      this.of = of;
    }

    private static boolean honest(Association client) {
      return client.peer().getAddress().getHostAddress().equals(HONEST);
    }

    private static void note(Datagrams client, Set<Integer> in) {
      Association association = (Association) client;
      if (honest(association)) {
        in.add(association.peer().getPort());
      }
    }

    @Override
    public Optional<Hello> greet(byte[] address, byte[] datagram, Datagrams asking)
        throws IOException {
      Optional<Hello> hello = of.greet(address, datagram, asking);
      if (hello.isPresent()) {
        note(asking, greeted);
      }
      return hello;
    }

    @Override
    public Optional<Reason> serve(Hello hello, Datagrams client, Consumer<Session> established)
        throws IOException {
      note(client, served);
      try {
        return of.serve(hello, client, established);
      } finally {
        Association association = (Association) client;
        if (association.isDisplaced() && association.underWay()) {
          note(client, displaced);
        }
      }
    }

    /** Those whose cookie was valid, but which got no slot, or lost it. */
    private long lostSlots(Set<Integer> ports) {
      return ports.stream()
          .filter(
              port -> displaced.contains(port) || greeted.contains(port) && !served.contains(port))
          .count();
    }
  }

  private void flood(String from, int port) throws IOException {
    Deque<LimitedDatagrams> kept = new ArrayDeque<>();
    try {
      while (!over) {
        LimitedDatagrams end = new LimitedDatagrams(from, port, LimitedDatagrams.HELLO_WITH_COOKIE);
        kept.add(end);
        try {
          side.connect(TestExchange.CLIENTS.get(0), end, session -> {});
        } catch (IOException silent) {
          if (kept.size() > KEPT) {
            kept.remove().close();
          }
        }
      }
    } finally {
      kept.forEach(LimitedDatagrams::close);
    }
  }

  /** The port of a handshake that failed. */
  private Optional<Integer> failed(int port) throws IOException {
    try (LimitedDatagrams end = new LimitedDatagrams(HONEST, port, LimitedDatagrams.ALL)) {
      boolean refused;
      try {
        refused =
            side.connect(TestExchange.CLIENTS.get(1), end, session -> session.close()).isPresent();
      } catch (IOException unanswered) {
        refused = true;
      }
      return refused ? Optional.of(end.localPort()) : Optional.empty();
    }
  }

  @Test
  void honestHandshakesKeepTheirSlots() throws Exception {
    Observed[] observed = new Observed[1];
    ExecutorService attackers = Executors.newFixedThreadPool(HOSTILE.size());
    try (TestDatagrams server =
        new TestDatagrams(
            RunningServer.Shape.INLINE.limits(), each -> observed[0] = new Observed(each))) {
      List<Future<Void>> floods =
          HOSTILE.stream()
              .map(
                  from ->
                      attackers.submit(
                          () -> {
                            flood(from, server.port());
                            return (Void) null;
                          }))
              .toList();
      eventually("all slots are taken", () -> server.closed(CloseCause.LIMIT) > 0);
      Set<Integer> failed = new HashSet<>();
      for (int i = 0; i < HANDSHAKES; i++) {
        failed(server.port()).ifPresent(failed::add);
      }
      over = true;
      for (Future<Void> flood : floods) {
        flood.get();
      }
      long lost = observed[0].lostSlots(failed);
      assertTrue(lost <= MOST_LOST * HANDSHAKES, () -> lost + " lost their slots");
      assertEquals(0, server.closed(CloseCause.FAILURE));
    } finally {
      over = true;
      attackers.shutdown();
    }
  }
}
