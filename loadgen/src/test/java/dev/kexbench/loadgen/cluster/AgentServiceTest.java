package dev.kexbench.loadgen.cluster;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ServerIdentity;
import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.loadgen.fixture.Plans;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.schedule.Arrivals;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An agent's service and a coordinator as the two ends of a bus in this process. */
class AgentServiceTest {
  private static final ClusterSecret SECRET = ClusterSecret.of("a secret of the tests alone");
  private static final ClusterSecret OTHER = ClusterSecret.of("another secret of the tests");
  private static final String NAME = "an agent";
  private static final List<String> EXCHANGES = List.of("kx1-rsa2048");
  private static final Duration TIMEOUT = Eventually.PATIENCE;
  private static final Duration SHORT_TIMEOUT = Duration.ofMillis(800);

  /** Longer than a coordinator on a busy machine is silent while it assembles its agents. */
  private static final Duration LOST_AFTER = Duration.ofSeconds(10);

  private static TcpBus agentsBus;
  private static TcpBus coordinatorsBus;

  private final List<Assignment> assignments = new CopyOnWriteArrayList<>();
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final Idle agent = new Idle();
  private final AgentService service =
      new AgentService(member(agentsBus, SECRET, "1"), NAME, this::prepared);

  @BeforeAll
  static void join() throws IOException {
    agentsBus = LoopbackBus.listening(SECRET);
    coordinatorsBus = LoopbackBus.connecting(SECRET, agentsBus);
  }

  @AfterAll
  static void leave() {
    coordinatorsBus.close();
    agentsBus.close();
  }

  @AfterEach
  void closeService() {
    service.close();
  }

  private static Member member(ClusterBus bus, ClusterSecret secret, String version) {
    return member(bus, secret, version, Eventually.PATIENCE);
  }

  private static Member member(
      ClusterBus bus, ClusterSecret secret, String version, Duration lostAfter) {
    return new Member(
        bus, secret, TestExchange.BACKEND, new SecureRandom(), version, EXCHANGES, lostAfter);
  }

  /** An agent that records that it was drained and closed. */
  private static final class Idle extends StubAgent {
    private volatile boolean drained;
    private volatile boolean closed;

    private Idle() {
      super("idle");
    }

    @Override
    public Optional<PhaseResult> end(Duration patience) {
      drained = true;
      return super.end(patience);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private AgentFactory.PreparedAgent prepared(Assignment assignment, int index, int of) {
    assignments.add(assignment);
    return new AgentFactory.PreparedAgent(
        agent,
        "test",
        Plans.of(
            Plans.pace(Optional.empty(), Arrivals.POISSON, 64),
            Plans.times(Duration.ZERO, TIMEOUT, TIMEOUT),
            1,
            7),
        List.of("a warning"));
  }

  private static Assignment assignment() {
    return new Assignment(
        "a run",
        Map.of("rate", "max"),
        List.of("127.0.0.1:1"),
        true,
        ServerIdentity.of(TestExchange.KEYS.publicKey()),
        TestExchange.CLIENTS);
  }

  private static Coordinator.Wanted one(Duration within) {
    return new Coordinator.Wanted(1, within);
  }

  /** A coordinator that stays connected after its run. */
  private Coordinator coordinator(ClusterSecret secret, String version) {
    return new Coordinator(member(coordinatorsBus, secret, version), notices::add, () -> false);
  }

  private static String refusal(Coordinator by) {
    return assertThrows(
            Coordinator.AgentsUnavailable.class,
            () -> by.assemble(one(SHORT_TIMEOUT), assignment()))
        .getMessage();
  }

  private static String shown() {
    return NAME + " at " + agentsBus.address();
  }

  /** Retries while the agent has not answered, as on a busy machine. */
  private void assertCannot(String why, ClusterSecret secret, String version) {
    String line = shown() + " is unavailable: " + why;
    eventually("'" + line + "'", () -> refusal(coordinator(secret, version)).contains(line));
  }

  @Test
  void receivesItsPartAndTheKeysOfItsClients() throws Exception {
    service.open();
    AgentGroup agents = coordinator(SECRET, "1").assemble(one(TIMEOUT), assignment());
    assertEquals("none", agents.facts().transport());
    Assignment there = assignments.get(0);
    assertEquals("a run", there.title());
    assertEquals(List.of("127.0.0.1:1"), there.targets());
    assertEquals(TestExchange.KEYS.publicKey().key(), there.server().key().key());
    assertEquals(
        TestExchange.CLIENTS.stream().map(ClientCredentials::id).toList(),
        there.clients().stream().map(ClientCredentials::id).toList());
    assertEquals("agent " + shown() + ": a warning", notices.get(0));
    assertTrue(notices.get(1).startsWith("agent " + NAME + ": test, round trip "), notices.get(1));
    Coordinator.Clock clock = agents.facts().clocks().get(NAME);
    assertTrue(Math.abs(clock.before().offsetNanos()) <= clock.before().roundTripNanos());
    assertTrue(clock.driftNanos() != null);
  }

  @Test
  void refusesACoordinatorOfAnotherVersion() {
    service.open();
    assertCannot(
        "its build is 1, that of scripts/loadtest is 2: use the same one for both", SECRET, "2");
  }

  @Test
  void doesNotAnswerADiscoveryWithAnotherSecret() {
    service.open();
    assertCannot(
        "its build is 1, that of scripts/loadtest is 2: use the same one for both", SECRET, "2");
    assertTrue(
        refusal(coordinator(OTHER, "1")).contains("0 of 1 agents came within 800 ms; start more"));
  }

  /** The agent's answer to a discovery. */
  private Message.Available discovered(String run) throws InterruptedException {
    BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
    coordinatorsBus.consume(Addresses.available(run), answer -> answers.add(answer.body()));
    byte[] call = Messages.encode(new Message.Discover(run, "1", EXCHANGES));
    byte[] sealed = channel(SECRET, Addresses.discovery(run)).seal(call);
    byte[] answer = null;
    while (answer == null) {
      coordinatorsBus.seek();
      coordinatorsBus.publish(Addresses.DISCOVER, sealed);
      answer = answers.poll(SHORT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }
    return (Message.Available)
        SecureChannel.claimed(answer).flatMap(Messages::decode).orElseThrow();
  }

  private static SecureChannel channel(ClusterSecret secret, String context) {
    return SecureChannel.ofCoordinator(secret, TestExchange.BACKEND, context);
  }

  private static byte[] plan(SecureChannel session) {
    byte[] keys =
        KeyMessage.of(ServerIdentity.of(TestExchange.KEYS.publicKey()), TestExchange.CLIENTS)
            .encode();
    String sealed = Base64.getEncoder().encodeToString(session.encrypt(keys, new SecureRandom()));
    return session.seal(
        Messages.encode(
            new Message.Assign("a run", Map.of(), 0, 1, List.of("127.0.0.1:1"), true, sealed)));
  }

  private static void assertDropped(byte[] spec) {
    assertThrows(
        CompletionException.class,
        () -> coordinatorsBus.request(Addresses.agent(NAME), spec, SHORT_TIMEOUT).join());
  }

  private static byte[] reservation(SecureChannel session) {
    return session.seal(Messages.encode(new Message.Reserve("a run", "127.0.0.1:1")));
  }

  /** The other ends of sessions that the agent has not offered. */
  private static List<SecureChannel> foreign(String session) {
    String before =
        Addresses.session(new Message.Available(NAME, "run 1", "a nonce of before", null));
    return List.of(channel(OTHER, session), channel(SECRET, before));
  }

  @Test
  void dropsAPlanThatIsForgedOrFromAnotherRun() throws Exception {
    service.open();
    Message.Available there = discovered("run 1");
    String session = Addresses.session(there);
    foreign(session).forEach(each -> assertDropped(reservation(each)));
    SecureChannel own = channel(SECRET, session);
    coordinatorsBus.request(Addresses.agent(NAME), reservation(own), TIMEOUT).join();
    foreign(session).forEach(each -> assertDropped(plan(each)));
    assertEquals(List.of(), assignments);

    byte[] plan = plan(own);
    coordinatorsBus.request(Addresses.agent(NAME), plan, TIMEOUT).join();
    assertEquals(1, assignments.size());
    assertDropped(plan);
    assertEquals(1, assignments.size(), "nothing is taken twice");
  }

  @Test
  void servesOneRunAtATime() throws Exception {
    service.open();
    coordinator(SECRET, "1").assemble(one(TIMEOUT), assignment());
    String by = "127.0.0.1, " + coordinatorsBus.address();
    String busy = "it is busy with run a run of the coordinator at " + by;
    assertCannot(busy + ": wait for that run, or start another agent", SECRET, "1");
    assertTrue(
        notices.stream()
            .anyMatch(each -> each.startsWith("agent %s is unavailable: ".formatted(shown()))),
        notices::toString);
    assertEquals(1, assignments.size());
  }

  @Test
  void leavesACoordinatorThatFallsSilent() throws Exception {
    Member hurried = member(agentsBus, SECRET, "1", LOST_AFTER);
    try (AgentService impatient = new AgentService(hurried, NAME, this::prepared)) {
      impatient.open();
      try (TcpBus dying = LoopbackBus.connecting(SECRET, agentsBus)) {
        new Coordinator(member(dying, SECRET, "1"), notices::add, () -> false)
            .assemble(one(TIMEOUT), assignment());
      }
      eventually("the agent is let go", () -> agent.closed);
    }
    service.open();
    try (AgentGroup next = coordinator(SECRET, "1").assemble(one(TIMEOUT), assignment())) {
      assertEquals("none", next.facts().transport());
    }
    assertEquals(2, assignments.size());
  }

  @Test
  void stopsARunningPhaseBeforeItCloses() throws Exception {
    service.open();
    AgentGroup agents = coordinator(SECRET, "1").assemble(one(TIMEOUT), assignment());
    agents.begin(prepared(assignment(), 0, 1).plan(), new AgentGroup.Flow(false, false));
    service.close();
    assertTrue(agent.drained && agent.closed);
  }
}
