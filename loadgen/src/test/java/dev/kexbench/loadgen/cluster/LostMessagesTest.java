package dev.kexbench.loadgen.cluster;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.results.report.Stage;
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
  private static final Duration MISSING = Duration.ofSeconds(2);

  private final MemoryCluster cluster = new MemoryCluster();
  private final Member member = cluster.member("10.0.0.1:7701");
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final AtomicInteger ends = new AtomicInteger();
  private final AgentService service =
      new AgentService(
          cluster.member("10.0.0.2:7701"),
          "a",
          (assignment, index, of) -> new Repeating().prepared());

  /** How often the agent reports its second. */
  private volatile int reports = 1;

  private RemoteAgent agent;

  /** An agent that reports the same second several times. */
  private final class Repeating extends PromptAgent {
    private Repeating() {
      super(HANDSHAKES, () -> {});
    }

    @Override
    public void begin(PhaseSpec spec, Listener listener) {
      super.begin(
          spec,
          new Listener() {
            @Override
            public void interval(Interval interval) {
              for (int i = 0; i < reports; i++) {
                listener.interval(interval);
              }
            }

            @Override
            public void over() {
              listener.over();
            }
          });
    }
  }

  @BeforeEach
  void reserve() throws Exception {
    service.open();
    try (Discovery discovery =
        new Discovery(member, "run 1", MemoryCluster.wanted(1), () -> false)) {
      FoundAgent found = discovery.find(notices::add).get(0);
      agent =
          new RemoteAgent(
              new CommandSender(
                  member, found, discovery.session(found), notices::add, System.nanoTime()),
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

  /** Loses the first message of this kind. */
  private void loseFirst(Class<? extends Message> kind, CountDownLatch lost) {
    AtomicBoolean first = new AtomicBoolean(true);
    cluster.intercept(
        kind,
        delivery -> {
          if (first.getAndSet(false)) {
            lost.countDown();
          } else {
            delivery.run();
          }
        });
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
    eventually(
        "the user is told",
        () ->
            notices.contains(
                "agent a at memory:1 is lost: its reports stopped, and it does not answer; its own"
                    + " output may say more"));
  }

  @Test
  void theCoordinatorFetchesAReportThatIsMissing() throws Exception {
    reports = 3;
    CountDownLatch lost = new CountDownLatch(1);
    loseFirst(Message.Report.class, lost);
    CountDownLatch ended = new CountDownLatch(1);
    cluster.intercept(
        Message.PhaseOver.class,
        delivery -> {
          delivery.run();
          ended.countDown();
        });
    GroupPhase phase = begin();
    lost.await();
    ended.await();
    eventually(
        "the missing report is fetched",
        () -> {
          agent.checkReports(System.nanoTime() + MISSING.toNanos());
          return over(phase);
        });
    GroupPhase.Conclusion conclusion = phase.end(Duration.ZERO);
    assertEquals(Optional.empty(), agent.lost());
    assertEquals(3 * HANDSHAKES, conclusion.totals().stages().get(Stage.TOTAL).getTotalCount());
  }

  @Test
  void aQueryThatIsLostIsSentAgain() throws Exception {
    GroupPhase phase = phaseWithoutEnd();
    CountDownLatch lost = new CountDownLatch(1);
    loseFirst(Message.Query.class, lost);
    silentForLong();
    lost.await();
    eventually("the phase is over", () -> over(phase));
    assertEquals(Optional.empty(), agent.lost());
  }

  @Test
  void anAgentWhoseReportsAreLostForGoodIsLostAtTheEnd() throws Exception {
    reports = SentReports.KEPT + 2;
    cluster.intercept(Message.Report.class, delivery -> {});
    CountDownLatch ended = new CountDownLatch(1);
    cluster.intercept(Message.PhaseOver.class, delivery -> ended.countDown());
    GroupPhase phase = begin();
    ended.await();
    silentForLong();
    eventually("the phase is over", () -> over(phase));
    GroupPhase.Conclusion conclusion = phase.end(Duration.ZERO);
    assertEquals(Optional.of("2 of its 32 seconds are missing"), agent.lost());
    assertEquals(
        SentReports.KEPT * HANDSHAKES,
        conclusion.totals().stages().get(Stage.TOTAL).getTotalCount(),
        "the others are fetched");
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
