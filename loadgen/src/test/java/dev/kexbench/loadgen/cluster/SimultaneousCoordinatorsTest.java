package dev.kexbench.loadgen.cluster;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two coordinators that start at the same time and find the same agents. */
class SimultaneousCoordinatorsTest {
  private static final String ONE = "one";
  private static final String TWO = "two";

  private final MemoryCluster cluster = new MemoryCluster();
  private final List<AgentService> services = new ArrayList<>();
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean mixed = new AtomicBoolean();
  private final List<Runnable> held = new ArrayList<>();

  @AfterEach
  void close() {
    services.forEach(AgentService::close);
    cluster.close();
  }

  /** Agents that report a number of handshakes by which their run can be told. */
  private void open(String... names) {
    for (String name : names) {
      AgentService service =
          new AgentService(
              cluster.member(name),
              name,
              (assignment, index, of) -> prepared(name, assignment.title()));
      services.add(service);
      service.open();
    }
  }

  private AgentFactory.PreparedAgent prepared(String name, String title) {
    if (!busy.add(name)) {
      mixed.set(true);
    }
    return new PromptAgent(handshakes(title), () -> busy.remove(name)).prepared();
  }

  private static int handshakes(String title) {
    return title.equals(ONE) ? 1 : 100;
  }

  private CompletableFuture<AgentGroup> assemble(String title, int count) {
    Coordinator coordinator = new Coordinator(cluster.member(title), line -> {}, () -> false);
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return coordinator.assemble(
                MemoryCluster.wanted(count), MemoryCluster.assignment(title));
          } catch (Coordinator.AgentsUnavailable | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        work -> new Thread(work, title).start());
  }

  /** Delivers the first two reservations only when both coordinators have sent one. */
  private void reserveTogether() {
    cluster.intercept(Message.Reserve.class, this::deliverTogether);
  }

  private synchronized void deliverTogether(Runnable delivery) {
    held.add(delivery);
    if (held.size() == 2) {
      cluster.intercept(Message.Reserve.class, Runnable::run);
      held.forEach(Runnable::run);
    }
  }

  /** Runs a phase; returns how many handshakes were established. */
  private static long run(AgentGroup agents) {
    GroupPhase phase = agents.begin(PromptAgent.PLAN, new AgentGroup.Flow(false, false));
    eventually("the phase is over", () -> over(phase));
    return phase.end(Duration.ZERO).totals().counts().established();
  }

  private static boolean over(GroupPhase phase) {
    try {
      phase.next(0);
      return phase.over();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void oneGetsAllAgentsThatBothWantAndTheOtherGetsThemNext() {
    open("a", "b");
    reserveTogether();
    CompletableFuture<AgentGroup> one = assemble(ONE, 2);
    CompletableFuture<AgentGroup> two = assemble(TWO, 2);
    CompletableFuture.anyOf(one, two).join();
    assertEquals(1, (one.isDone() ? 1 : 0) + (two.isDone() ? 1 : 0), "both have the agents");
    String first = one.isDone() ? ONE : TWO;
    try (AgentGroup agents = (one.isDone() ? one : two).join()) {
      assertEquals(2 * handshakes(first), run(agents));
    }
    try (AgentGroup agents = (first.equals(ONE) ? two : one).join()) {
      assertEquals(2 * handshakes(first.equals(ONE) ? TWO : ONE), run(agents));
    }
    assertFalse(mixed.get());
  }

  /** Delivers answers to a search only when three have come. */
  private void answerTogether() {
    List<Runnable> answers = new ArrayList<>();
    cluster.intercept(
        Message.Available.class,
        delivery -> {
          answers.add(delivery);
          if (answers.size() >= 3) {
            answers.forEach(Runnable::run);
            answers.clear();
          }
        });
  }

  /** The notices of a run with two agents. */
  private List<String> noticesOfTwo() {
    answerTogether();
    List<String> notices = new CopyOnWriteArrayList<>();
    try {
      new Coordinator(cluster.member(ONE), notices::add, () -> false)
          .assemble(MemoryCluster.wanted(2), MemoryCluster.assignment(ONE))
          .close();
    } catch (Coordinator.AgentsUnavailable | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return notices;
  }

  /** Retries while the third answer is too late, as on a busy machine. */
  @Test
  void agentsBeyondThoseAskedForAreReported() {
    open("a", "b", "c");
    String line =
        "not used, because --agents asks for 2: c at memory:1; for all of them, give --agents 3";
    List<String> last = new CopyOnWriteArrayList<>();
    eventually(
        line,
        () -> {
          last.clear();
          last.addAll(noticesOfTwo());
          return last.contains(line);
        },
        () -> last);
  }

  @Test
  void eachGetsItsOwnWhereThereAreEnoughForBoth() {
    open("a", "b", "c", "d");
    reserveTogether();
    CompletableFuture<AgentGroup> one = assemble(ONE, 2);
    CompletableFuture<AgentGroup> two = assemble(TWO, 2);
    try (AgentGroup ones = one.join();
        AgentGroup twos = two.join()) {
      assertEquals(2 * handshakes(ONE), run(ones));
      assertEquals(2 * handshakes(TWO), run(twos));
      Set<String> all = new TreeSet<>(ones.facts().clocks().keySet());
      all.addAll(twos.facts().clocks().keySet());
      assertEquals(Set.of("a", "b", "c", "d"), all);
    }
    assertFalse(mixed.get());
  }
}
