package dev.kexbench.loadgen.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When an agent considers its coordinator lost, and a coordinator its agent, to the nanosecond. */
class LostPeerTest {
  private static final long START = Long.MAX_VALUE - 5; // a clock that wraps
  private static final Duration LOST_AFTER = Duration.ofSeconds(3);
  private static final long COORDINATOR_TIMEOUT_NANOS = Duration.ofMillis(2_500).toNanos();
  private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();
  private static final Message.Available AVAILABLE =
      new Message.Available("a", "run 1", "a nonce", null);

  private final MemoryCluster cluster = new MemoryCluster();
  private final Member member = impatient(cluster.member("here"));
  private final SecureChannel coordinators =
      SecureChannel.ofCoordinator(member.secret(), member.backend(), Addresses.session(AVAILABLE));
  private final SecureChannel agents =
      SecureChannel.ofAgent(member.secret(), member.backend(), Addresses.session(AVAILABLE));
  private final AgentSession session =
      new AgentSession(
          member,
          agents,
          AVAILABLE,
          (assignment, index, of) -> new PromptAgent(1, () -> {}).prepared(),
          START);
  private final List<String> notices = new ArrayList<>();
  private final CommandSender commands =
      new CommandSender(
          member,
          new FoundAgent(AVAILABLE, "memory:1"),
          SecureChannel.ofCoordinator(
              member.secret(), member.backend(), Addresses.session(AVAILABLE)),
          notices::add,
          START);

  private static Member impatient(Member of) {
    return new Member(
        of.bus(),
        of.secret(),
        of.backend(),
        new SecureRandom(),
        of.version(),
        of.exchanges(),
        LOST_AFTER);
  }

  @AfterEach
  void close() {
    coordinators.close();
    agents.close();
    commands.close();
    cluster.close();
  }

  /** The check in each period holds up to the limit, and not right after it. */
  private static void assertLostAfter(
      long limitNanos, long fromNanos, Duration period, LongPredicate lost) {
    for (long passed = period.toNanos(); passed <= limitNanos; passed += period.toNanos()) {
      long now = passed;
      assertFalse(lost.test(fromNanos + now), () -> "lost after " + now + " ns");
    }
    assertTrue(lost.test(fromNanos + limitNanos + 1));
  }

  private void assertCoordinatorLostAfter(long limitNanos, long fromNanos) {
    assertLostAfter(limitNanos, fromNanos, AgentService.CHECK_PERIOD, session::coordinatorLost);
  }

  private boolean agentLost(long nowNanos) {
    commands.beat(nowNanos);
    return commands.lost().isPresent();
  }

  @Test
  void aCoordinatorIsLostRightAfterItsTimeout() {
    assertCoordinatorLostAfter(COORDINATOR_TIMEOUT_NANOS, START);
  }

  @Test
  void aMessageOfTheCoordinatorBeginsItsTimeoutAgain() {
    long heard = START + AgentService.CHECK_PERIOD.toNanos();
    assertFalse(session.coordinatorLost(heard));
    byte[] beat = coordinators.seal(Messages.encode(new Message.Beat()));
    assertTrue(session.open(beat, heard).isPresent());
    assertCoordinatorLostAfter(COORDINATOR_TIMEOUT_NANOS, heard);
  }

  @Test
  void aMessageOfAnotherDoesNot() {
    assertEquals(Optional.empty(), session.open(new byte[100], START + HOUR_NANOS));
    assertCoordinatorLostAfter(COORDINATOR_TIMEOUT_NANOS, START);
  }

  @Test
  void aStallOfTheAgentIsNoSilenceOfItsCoordinator() {
    long period = AgentService.CHECK_PERIOD.toNanos();
    assertFalse(session.coordinatorLost(START + HOUR_NANOS));
    assertCoordinatorLostAfter(COORDINATOR_TIMEOUT_NANOS - period, START + HOUR_NANOS);
  }

  @Test
  void anAgentIsLostRightAfterItsTimeout() {
    assertLostAfter(LOST_AFTER.toNanos(), START, Member.BEAT, this::agentLost);
    assertEquals(
        List.of(
            "agent a at memory:1 is lost: no heartbeat for 3.00 s; if it still runs, give"
                + " scripts/loadtest and all agents a longer --lost-after"),
        notices);
  }

  @Test
  void aStallOfTheCoordinatorIsNoSilenceOfItsAgent() {
    assertFalse(agentLost(START + HOUR_NANOS));
    assertEquals(List.of(), notices);
    long left = LOST_AFTER.minus(Member.BEAT).toNanos();
    assertLostAfter(left, START + HOUR_NANOS, Member.BEAT, this::agentLost);
  }
}
