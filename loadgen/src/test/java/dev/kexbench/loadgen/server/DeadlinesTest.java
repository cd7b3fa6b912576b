package dev.kexbench.loadgen.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.server.Deadlines.Deadline;
import dev.kexbench.loadgen.server.Limits.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
  private static final long TICK = 1_000;
  private static final CloseCause[] CAUSES = {
    CloseCause.NO_OFFER, CloseCause.NO_CONFIRM, CloseCause.IDLE
  };

  private long now = -5; // a nanosecond clock may start anywhere
  private final List<CloseCause> expired = new ArrayList<>();
  private final Deadlines deadlines =
      new Deadlines(
          new Patience(Duration.ofNanos(10_000), Duration.ofNanos(3_000), Duration.ofNanos(50_000)),
          () -> now);

  private Deadline created() {
    return deadlines.create(expired::add);
  }

  private List<CloseCause> after(long nanos) {
    now += nanos;
    deadlines.expire();
    List<CloseCause> reported = List.copyOf(expired);
    expired.clear();
    return reported;
  }

  @Test
  void expiresOnceWhenItsTimeIsOverAndNotEarlier() {
    Deadline deadline = created();
    deadlines.set(deadline, CloseCause.NO_OFFER);
    assertEquals(List.of(), after(10_000));
    assertFalse(deadlines.isOver(deadline));
    assertEquals(List.of(CloseCause.NO_OFFER), after(1));
    assertTrue(deadlines.isOver(deadline));
    assertEquals(List.of(), after(1_000_000));
  }

  @Test
  void oneThatIsSetAgainExpiresForItsLastCauseOnly() {
    Deadline deadline = created();
    deadlines.set(deadline, CloseCause.NO_CONFIRM);
    assertEquals(List.of(), after(2_000));
    deadlines.set(deadline, CloseCause.IDLE);
    assertEquals(List.of(), after(50_000));
    assertEquals(CloseCause.IDLE, deadline.cause());
    assertEquals(List.of(CloseCause.IDLE), after(1));
  }

  @Test
  void oneThatWasRemovedDoesNotExpire() {
    Deadline deadline = created();
    deadlines.set(deadline, CloseCause.IDLE);
    deadlines.remove(deadline);
    assertEquals(List.of(), after(1_000_000));
    deadlines.remove(created()); // never set
  }

  @Test
  void oneThatCannotEndYetIsAskedAgain() {
    List<CloseCause> asked = new ArrayList<>();
    Deadline deadline =
        deadlines.create(
            cause -> {
              asked.add(cause);
              return asked.size() == 3;
            });
    deadlines.set(deadline, CloseCause.NO_CONFIRM);
    for (int i = 0; i < 6; i++) {
      after(4_000);
    }
    assertEquals(3, asked.size());
  }

  /** Compares with a walk over all of them. */
  @Test
  void eachExpiresInTheFirstTickAfterItsTime() {
    Random random = new Random(30);
    long[] due = new long[200];
    long[] ended = new long[due.length];
    List<Deadline> all = new ArrayList<>();
    for (int i = 0; i < due.length; i++) {
      int mine = i;
      due[i] = Long.MAX_VALUE;
      all.add(
          deadlines.create(
              cause -> {
                ended[mine] = now;
                return true;
              }));
    }
    for (int tick = 0; tick < 2_000; tick++) {
      for (int change = 0; change < 3; change++) {
        int which = random.nextInt(due.length);
        CloseCause cause = CAUSES[random.nextInt(CAUSES.length)];
        deadlines.set(all.get(which), cause);
        due[which] = now + List.of(10_000L, 3_000L, 50_000L).get(List.of(CAUSES).indexOf(cause));
        ended[which] = 0;
        now += random.nextInt((int) TICK / 3);
      }
      deadlines.expire();
      for (int i = 0; i < due.length; i++) {
        boolean over = due[i] < now;
        assertEquals(over, ended[i] != 0, "deadline " + i + " at " + now);
        assertTrue(!over || ended[i] - due[i] <= TICK, "within a tick");
      }
    }
  }

  @Test
  void idleConnectionsCostNoWalk() {
    int connections = 100_000;
    int ticks = 100;
    for (int i = 0; i < connections; i++) {
      deadlines.set(created(), CloseCause.IDLE);
    }
    for (int i = 0; i < ticks; i++) {
      assertEquals(List.of(), after(1));
    }
    assertEquals(ticks, deadlines.looks());
    assertEquals(connections, after(1_000_000).size());
    assertEquals(ticks + connections, deadlines.looks());
  }
}
