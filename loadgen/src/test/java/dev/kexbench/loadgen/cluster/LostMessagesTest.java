package dev.kexbench.loadgen.cluster;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.plan.LoadPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages of an agent that do not reach its coordinator. */
class LostMessagesTest {
  private static final int HANDSHAKES = 3;
  private static final Duration OVERDUE = Duration.ofSeconds(6);

  private final MemoryCluster cluster = new MemoryCluster();
  private final Member member = cluster.member("10.0.0.1:7701");
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final AtomicInteger ends = new AtomicInteger();
  private final AgentService service =
      new AgentService(
          cluster.member("10.0.0.2:7701"),
          "a",
          (assignment, index, of) -> new PromptAgent(HANDSHAKES, () -> {}).prepared());

  private RemoteAgent agent;

  @BeforeEach
  void reserve() throws Exception {
    service.open();
    try (Discovery discovery =
        new Discovery(member, "run 1", MemoryCluster.wanted(1), () -> false)) {
      Message.Available found = discovery.find().get(0);
      agent =
          new RemoteAgent(
              new CommandSender(member, found, discovery.session(found), notices::add),
              Duration.ofSeconds(1),
              notices::add);
    }
    agent.reserve(new Message.Reserve("a run", "10.0.0.1:7701"));
    agent.assign(MemoryCluster.assignment("a run"), new LoadPlan.Part(0, 1));
    agent.readClock();
  }

  @AfterEach
  void close() {
    agent.close();
    service.close();
    cluster.close();
  }

  /** A phase whose end the agent has reported, but not to the coordinator. */
  private GroupPhase phaseWithoutEnd() throws InterruptedException {
    CountDownLatch lost = new CountDownLatch(1);
    cluster.intercept(Message.PhaseOver.class, delivery -> lost.countDown());
    GroupPhase phase = begin();
    lost.await();
    eventually("the second is reported", () -> merges(phase));
    assertFalse(phase.over());
    return phase;
  }

  private GroupPhase begin() {
    return new AgentGroup(List.of(agent), System::nanoTime, Map::of, () -> {})
        .begin(PromptAgent.PLAN, new AgentGroup.Flow(false, false));
  }

  private static boolean merges(GroupPhase phase) {
    try {
      return phase.next(0).isPresent();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean over(GroupPhase phase) {
    merges(phase);
    return phase.over();
  }

  private void silentForLong() {
    agent.checkReports(System.nanoTime() + OVERDUE.toNanos());
  }

  @Test
  void theCoordinatorAsksForALostEndOfAPhase() throws Exception {
    GroupPhase phase = phaseWithoutEnd();
    agent.checkReports(System.nanoTime());
    assertFalse(phase.over(), "not yet overdue");
    silentForLong();
    eventually("the phase is over", () -> over(phase));
    assertEquals(HANDSHAKES, phase.end(Duration.ZERO).totals().counts().established());
    assertEquals(Optional.empty(), agent.lost());
  }

  @Test
  void anAgentThatDoesNotAnswerTheQuestionIsLost() throws Exception {
    GroupPhase phase = phaseWithoutEnd();
    cluster.intercept(Message.Query.class, delivery -> {});
    silentForLong();
    eventually("the phase is over", () -> over(phase));
    assertEquals(Optional.of("its reports stopped, and it does not answer"), agent.lost());
    assertTrue(
        notices.contains("agent a is lost: its reports stopped, and it does not answer"),
        notices::toString);
  }

  @Test
  void anAgentWhoseReportsAreLostIsLostAtTheEnd() throws Exception {
    cluster.intercept(Message.Report.class, delivery -> {});
    CountDownLatch asked = new CountDownLatch(2);
    cluster.intercept(
        Message.PhaseStatus.class,
        delivery -> {
          delivery.run();
          asked.countDown();
        });
    cluster.intercept(Message.PhaseOver.class, delivery -> {});
    GroupPhase phase = begin();
    silentForLong();
    eventually("it has answered", () -> asked.getCount() == 1);
    agent.checkReports(System.nanoTime() + 2 * OVERDUE.toNanos());
    eventually("the phase is over", () -> over(phase));
    phase.end(Duration.ZERO);
    assertEquals(Optional.of("1 of its 1 seconds are missing"), agent.lost());
  }

  @Test
  void theCoordinatorAsksAgainForALostResult() throws Exception {
    AtomicBoolean lost = new AtomicBoolean();
    cluster.intercept(
        Message.Ended.class,
        delivery -> {
          ends.incrementAndGet();
          if (!lost.compareAndSet(false, true)) {
            delivery.run();
          }
        });
    GroupPhase phase = begin();
    eventually("the phase is over", () -> over(phase));
    GroupPhase.Conclusion conclusion = phase.end(Duration.ZERO);
    assertTrue(conclusion.shares().get(0).ending().isPresent());
    assertEquals(HANDSHAKES, conclusion.totals().counts().established());
    assertEquals(2, ends.get());
  }
}
