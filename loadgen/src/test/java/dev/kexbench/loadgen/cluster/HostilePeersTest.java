package dev.kexbench.loadgen.cluster;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.loadgen.fixture.TestExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reaches the port of an agent from peers without the secret, and from foreign sessions. */
class HostilePeersTest {
  private static final ClusterSecret SECRET = ClusterSecret.of("a secret of the tests alone");
  private static final ClusterSecret OTHER = ClusterSecret.of("another secret of the tests");
  private static final String NAME = "an agent";
  private static final int MESSAGES = 10_000;
  private static final int HANDSHAKES = 3;

  private final AtomicInteger closed = new AtomicInteger();
  private TcpBus agentsBus;
  private TcpBus coordinatorsBus;
  private AgentService service;
  private final List<String> notices = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    agentsBus = LoopbackBus.listening(SECRET);
    coordinatorsBus = LoopbackBus.connecting(SECRET, agentsBus);
    service =
        new AgentService(
            member(agentsBus, SECRET),
            NAME,
            (assignment, index, of) ->
                new PromptAgent(HANDSHAKES, closed::incrementAndGet).prepared());
    service.open();
  }

  @AfterEach
  void close() {
    service.close();
    coordinatorsBus.close();
    agentsBus.close();
  }

  private static Member member(ClusterBus bus, ClusterSecret secret) {
    return new Member(
        bus,
        secret,
        TestExchange.BACKEND,
        new SecureRandom(),
        "1",
        List.of("kx1-rsa2048"),
        Eventually.PATIENCE);
  }

  private AgentGroup assembled() throws Exception {
    return new Coordinator(member(coordinatorsBus, SECRET), notices::add, () -> false)
        .assemble(MemoryCluster.wanted(1), MemoryCluster.assignment("a run"));
  }

  /** Runs a phase during which something else happens, and asserts that the phase is whole. */
  private static void assertRuns(AgentGroup agents, Attack during) throws Exception {
    GroupPhase phase = agents.begin(PromptAgent.PLAN, AgentGroup.Flow.NONE);
    during.run();
    eventually("the phase is over", () -> over(phase));
    GroupPhase.Conclusion conclusion = phase.end(Duration.ZERO);
    assertEquals(HANDSHAKES, conclusion.totals().counts().established());
    assertTrue(conclusion.shares().get(0).lost().isEmpty());
  }

  private static boolean over(GroupPhase phase) {
    try {
      phase.next(0);
      return phase.over();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What happens during a phase. */
  private interface Attack {
    void run() throws Exception;
  }

  private Socket connected() throws IOException {
    Socket socket = new Socket();
    socket.connect(LoopbackBus.address(agentsBus));
    socket.setSoTimeout((int) Eventually.PATIENCE.toMillis());
    return socket;
  }

  /** Sends bytes, and waits until the agent closes the connection. */
  private void assertClosed(byte[]... parts) throws IOException {
    try (Socket socket = connected()) {
      OutputStream out = socket.getOutputStream();
      for (byte[] part : parts) {
        out.write(part);
      }
      drain(socket);
    } catch (SocketException reset) {
      return; // it was closed while there were bytes to come
    }
  }

  private static void drain(Socket socket) throws IOException {
    while (socket.getInputStream().read() >= 0) {
      continue;
    }
  }

  /** An object that shows whether anyone has read it. */
  private static final class Trap implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger SPRUNG = new AtomicInteger();

    private void readObject(ObjectInputStream in) {
      SPRUNG.incrementAndGet();
    }
  }

  private static byte[] serialised() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Trap());
    }
    return bytes.toByteArray();
  }

  @Test
  void aMemberWithoutTheSecretReachesNothing() {
    AtomicInteger reached = new AtomicInteger();
    agentsBus.consume("an address", each -> reached.incrementAndGet());
    try (TcpBus hostile = LoopbackBus.connecting(OTHER, agentsBus)) {
      hostile.consume(Addresses.available("run 1"), each -> reached.incrementAndGet());
      eventually(
          "it is refused",
          () -> {
            hostile.seek();
            hostile.publish("an address", new byte[1]);
            hostile.publish(Addresses.DISCOVER, new byte[1]);
            return hostile.unreachable().toString().contains("another secret");
          });
      assertEquals(
          List.of(
              agentsBus.address()
                  + ": it has another secret, or is not an agent: give both the same --secret-file"),
          hostile.unreachable());
      assertTrue(failed(hostile));
    }
    assertEquals(0, reached.get());
  }

  private static boolean failed(TcpBus bus) {
    return bus.request("an address", new byte[1], Duration.ofSeconds(1))
        .handle((answer, failure) -> failure != null)
        .join();
  }

  @Test
  void anAgentWithoutTheSecretLearnsNothing() throws IOException {
    AtomicInteger reached = new AtomicInteger();
    try (TcpBus impostor = LoopbackBus.listening(OTHER);
        TcpBus coordinator = LoopbackBus.connecting(SECRET, impostor)) {
      impostor.consume(Addresses.DISCOVER, each -> reached.incrementAndGet());
      eventually(
          "it is refused",
          () -> {
            coordinator.seek();
            coordinator.publish(Addresses.DISCOVER, new byte[1]);
            return coordinator.unreachable().toString().contains("another secret");
          });
    }
    assertEquals(0, reached.get());
  }

  @Test
  void serialisedObjectsAreNotRead() throws Exception {
    byte[] payload = serialised();
    try (AgentGroup agents = assembled()) {
      assertRuns(
          agents,
          () -> {
            assertClosed(payload);
            coordinatorsBus.publish(Addresses.DISCOVER, payload);
            coordinatorsBus.send(Addresses.agent(NAME), payload);
          });
    }
    assertEquals(0, Trap.SPRUNG.get());
  }

  @Test
  void aLengthOfTwoGibibytesClosesTheConnection() throws Exception {
    byte[] length = ByteBuffer.allocate(64).putInt(Integer.MAX_VALUE).array();
    try (AgentGroup agents = assembled()) {
      assertRuns(
          agents,
          () -> {
            for (int i = 0; i < 100; i++) {
              assertClosed(length);
            }
          });
    }
  }

  @Test
  void recordedBytesOfAnEarlierConnectionAreRefused() throws Exception {
    List<byte[]> recorded;
    AtomicInteger reached = new AtomicInteger();
    agentsBus.consume(
        "an address",
        each -> {
          reached.incrementAndGet();
          each.reply(each.body());
        });
    try (RecordingRelay relay = RecordingRelay.to(LoopbackBus.address(agentsBus));
        TcpBus earlier =
            TcpBus.connect(
                "earlier",
                List.of(new BusConnector.Range("relay", relay.address(), 1)),
                new ClusterTls(SECRET, TestExchange.BACKEND, new SecureRandom()))) {
      earlier.seek();
      earlier.request("an address", new byte[1], Eventually.PATIENCE).join();
      recorded = relay.recorded();
    }
    try (AgentGroup agents = assembled()) {
      int before = reached.get();
      assertRuns(agents, () -> assertClosed(recorded.toArray(byte[][]::new)));
      assertEquals(before, reached.get());
    }
  }

  @Test
  void manyConnectionsWithoutTheSecretLeaveARunAlone() throws Exception {
    byte[] forged = new byte[100];
    new SecureRandom().nextBytes(forged);
    try (AgentGroup agents = assembled()) {
      assertRuns(
          agents,
          () -> {
            int sent = 0;
            while (sent < MESSAGES) {
              byte[][] burst = new byte[50][];
              Arrays.fill(burst, forged);
              assertClosed(burst);
              sent += burst.length;
            }
          });
    }
  }

  /** The worst case: a peer that has the secret, but not the keys of this run. */
  @Test
  void tenThousandForgedAndEarlyStopMessagesLeaveARunAlone() throws Exception {
    Message.Available foreign = new Message.Available(NAME, "run 1", "a nonce of before", null);
    SecureChannel channel =
        SecureChannel.ofCoordinator(SECRET, TestExchange.BACKEND, Addresses.session(foreign));
    List<Message> orders =
        List.of(
            new Message.StopEarly(),
            new Message.End(0),
            new Message.Release(),
            new Message.Reserve("another run", "process 1"));
    try (AgentGroup agents = assembled()) {
      assertRuns(
          agents,
          () -> {
            for (int i = 0; i < MESSAGES; i++) {
              byte[] forged = channel.seal(Messages.encode(orders.get(i % orders.size())));
              coordinatorsBus.send(Addresses.agent(NAME), forged);
            }
          });
      assertEquals(0, closed.get(), "it has not been released");
    }
    eventually("it is released at the end", () -> closed.get() == 1);
  }

  @Test
  void silentConnectionsDoNotKeepACoordinatorOut() throws Exception {
    List<Socket> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * BusListener.MOST_UNAUTHENTICATED; i++) {
        silent.add(connected());
      }
      drain(silent.get(0));
      try (AgentGroup agents = assembled()) {
        assertRuns(agents, () -> {});
      }
      for (Socket each : silent) {
        drain(each); // after the time for a handshake at the latest
      }
      assertFalse(silent.isEmpty());
    } finally {
      for (Socket each : silent) {
        each.close();
      }
    }
  }
}
