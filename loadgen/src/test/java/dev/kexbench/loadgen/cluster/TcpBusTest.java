package dev.kexbench.loadgen.cluster;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.loadgen.fixture.TestExchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpBusTest {
  private static final ClusterSecret SECRET = ClusterSecret.of("a secret of the tests alone");
  private static final String ADDRESS = "an address";
  private static final byte[] BODY = {1, 2, 3};

  private final List<TcpBus> open = new ArrayList<>();
  private TcpBus agent;
  private TcpBus coordinator;

  @BeforeEach
  void connect() throws IOException {
    agent = kept(LoopbackBus.listening(SECRET));
    coordinator = kept(LoopbackBus.connecting(SECRET, agent));
    coordinator.seek();
  }

  private TcpBus kept(TcpBus bus) {
    open.add(bus);
    return bus;
  }

  @AfterEach
  void close() {
    open.forEach(TcpBus::close);
  }

  private TcpBus listening(InetSocketAddress at, int ports) throws IOException {
    return kept(
        TcpBus.listen(at, ports, new ClusterTls(SECRET, TestExchange.BACKEND, new SecureRandom())));
  }

  private static void echo(TcpBus on) {
    on.consume(ADDRESS, each -> each.reply(each.body()));
  }

  private CompletableFuture<byte[]> asked(byte[] body) {
    return coordinator.request(ADDRESS, body, Eventually.PATIENCE);
  }

  @Test
  void answersRequestsOfAnySize() {
    echo(agent);
    assertArrayEquals(BODY, asked(BODY).join());
    byte[] large = new byte[3 << 20];
    large[large.length - 1] = 7;
    assertArrayEquals(large, asked(large).join());
  }

  @Test
  void bothEndsSendToWhatTheOtherConsumes() throws InterruptedException {
    BlockingQueue<byte[]> there = new LinkedBlockingQueue<>();
    agent.consume(
        ADDRESS,
        each -> {
          agent.send("a coordinator", each.body());
          agent.publish("a coordinator", each.body());
          agent.send("nobody", each.body());
          each.reply(each.body());
        });
    coordinator.consume("a coordinator", each -> there.add(each.body()));
    asked(BODY).join();
    assertArrayEquals(BODY, there.take());
    assertArrayEquals(BODY, there.take());
    assertEquals(0, there.size());
  }

  @Test
  void aRequestWithoutAConsumerFailsInTime() {
    assertThrows(
        ExecutionException.class,
        () -> coordinator.request("nobody", BODY, Duration.ofMillis(600)).get());
  }

  @Test
  void connectsAgainToAnAgentThatItHasFound() throws Exception {
    echo(agent);
    asked(BODY).join();
    InetSocketAddress at = LoopbackBus.address(agent);
    agent.close();
    TcpBus next = listening(at, 1);
    echo(next);
    eventually(
        "it is answered", () -> asked(BODY).handle((answer, failure) -> failure == null).join());
  }

  @Test
  void aRequestFailsWhenItsConnectionEnds() {
    CompletableFuture<Void> arrived = new CompletableFuture<>();
    agent.consume(ADDRESS, each -> arrived.complete(null));
    CompletableFuture<byte[]> answer = asked(BODY);
    arrived.join();
    agent.close();
    assertTrue(answer.handle((body, failure) -> failure != null).join());
  }

  @Test
  void aMessageThatIsNotUnderstoodDoesNotHinderTheNext() {
    agent.consume(
        ADDRESS,
        each -> {
          if (each.body().length == 0) {
            throw new IllegalStateException("of the test");
          }
          each.reply(each.body());
        });
    coordinator.request(ADDRESS, new byte[0], Eventually.PATIENCE);
    assertArrayEquals(BODY, asked(BODY).join());
  }

  @Test
  void aFixedPortIsTakenOrRefused() throws IOException {
    InetSocketAddress taken = LoopbackBus.address(agent);
    assertThrows(IOException.class, () -> listening(taken, 1));
    TcpBus next = listening(taken, 32);
    int port = LoopbackBus.address(next).getPort();
    assertTrue(port > taken.getPort() && port < taken.getPort() + 32, next.address());
  }

  /** Accepts connections and closes them, until the socket is closed; returns how many. */
  private static int refused(ServerSocket socket) {
    for (int count = 0; ; count++) {
      try {
        socket.accept().close();
      } catch (IOException closed) {
        return count;
      }
    }
  }

  @Test
  void anAddressThatRefusesConnectionsIsTriedLessOften() throws Exception {
    ServerSocket refusing = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    CompletableFuture<Integer> count = CompletableFuture.supplyAsync(() -> refused(refusing));
    InetSocketAddress at = (InetSocketAddress) refusing.getLocalSocketAddress();
    ClusterTls tls = new ClusterTls(SECRET, TestExchange.BACKEND, new SecureRandom());
    long beginNanos = System.nanoTime();
    TcpBus seeking =
        kept(TcpBus.connect("a coordinator", List.of(new BusConnector.Range("it", at, 1)), tls));
    int[] sought = {0};
    eventually(
        "it is refused, and asked for many times",
        () -> {
          seeking.seek();
          return ++sought[0] > 200 && seeking.unreachable().toString().contains("closed");
        });
    long delays = (System.nanoTime() - beginNanos) / RetryDelay.FIRST.toNanos();
    refusing.close();
    assertTrue(count.join() <= 2 + delays, () -> count.join() + " connections");
  }
}
