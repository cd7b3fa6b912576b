package dev.kexbench.loadgen.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.client.Workload;
import dev.kexbench.loadgen.fixture.Plans;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.Ramp;
import dev.kexbench.loadgen.schedule.RateCurve;
import dev.kexbench.loadgen.schedule.Steady;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadPlanTest {
  private static final int LANES = 3;
  private static final Duration LENGTH = Duration.ofSeconds(2);

  private static LoadPlan plan(Optional<RateCurve> rate, Arrivals arrivals, long seed) {
    return Plans.of(
        Plans.pace(rate, arrivals, 64),
        Plans.times(Duration.ZERO, LENGTH, Duration.ofSeconds(15)),
        LANES,
        seed);
  }

  private static LoadPlan closed() {
    return plan(Optional.empty(), Arrivals.POISSON, 1);
  }

  private static LoadPlan open(Arrivals arrivals, long seed) {
    return plan(Optional.of(new Steady(900)), arrivals, seed);
  }

  private static LoadPlan counted(LoadPlan plan, long count) {
    return plan.phase(plan.rate(), 64, LENGTH, OptionalLong.of(count));
  }

  private static Workload.Open workload(LoadPlan plan, int loop) {
    return assertInstanceOf(Workload.Open.class, plan.workload(loop, 0));
  }

  @Test
  void sharesAddUpToTheTotalAndDifferByOneAtMost() {
    long[] shares =
        IntStream.range(0, LANES).mapToLong(loop -> counted(closed(), 200).share(loop)).toArray();
    assertEquals(200, shares[0] + shares[1] + shares[2]);
    for (long share : shares) {
      assertTrue(share == 66 || share == 67);
    }
  }

  @Test
  void withoutACountALoopsShareIsUnbounded() {
    assertEquals(Long.MAX_VALUE, closed().share(0));
  }

  @Test
  void aClosedLoopAndItsCountAreSplitOverTheEventLoops() {
    int inFlight = 0;
    long count = 0;
    for (int loop = 0; loop < LANES; loop++) {
      Workload.Closed workload =
          assertInstanceOf(Workload.Closed.class, counted(closed(), 100).workload(loop, 0));
      inFlight += workload.inFlight();
      count += workload.count();
      assertTrue(workload.openingNanos() > 0, "connections are not opened all at once");
    }
    assertEquals(64, inFlight);
    assertEquals(100, count);
  }

  @Test
  void anOpenLoopEndsWithItsTimeOrWithItsCount() {
    LoadPlan plan = open(Arrivals.CONSTANT, 1);
    assertEquals(LENGTH.toNanos(), workload(plan, 0).endNanos());
    assertEquals(Long.MAX_VALUE, workload(plan, 0).count());
    LoadPlan seven = counted(plan, 7);
    assertEquals(Long.MAX_VALUE, workload(seven, 0).endNanos());
    assertEquals(3, workload(seven, 0).count());
    assertEquals(2, workload(seven, 2).count());
  }

  @Test
  void loopsOfAnEvenLoadTakeTurns() {
    LoadPlan plan = open(Arrivals.CONSTANT, 1);
    for (int loop = 0; loop < LANES; loop++) {
      long first = workload(plan, loop).schedule().nextNanos();
      assertEquals(loop * 1e9 / 900, first, 1);
    }
  }

  @Test
  void theSeedDeterminesTheDueTimesOfEachLoop() {
    long first = firstDue(open(Arrivals.POISSON, 5), 0);
    assertEquals(first, firstDue(open(Arrivals.POISSON, 5), 0));
    assertNotEquals(first, firstDue(open(Arrivals.POISSON, 6), 0));
    assertNotEquals(first, firstDue(open(Arrivals.POISSON, 5), 1), "lanes are independent");
  }

  @Test
  void aRepetitionHasOtherDueTimesInEveryPart() {
    LoadPlan plan = open(Arrivals.POISSON, 5);
    LoadPlan again = plan.repeated(1);
    assertNotEquals(firstDue(plan, 0), firstDue(again, 0));
    assertNotEquals(firstDue(plan.part(1, 2), 0), firstDue(again.part(1, 2), 0));
    assertEquals(plan.loopSeed(0), again.loopSeed(0), "its clients are the same");
  }

  @Test
  void theWarmUpOfAChangingRateRunsAtItsFirstRate() {
    LoadPlan ramp = plan(Optional.of(new Ramp(900, 9_000, LENGTH)), Arrivals.CONSTANT, 1);
    LoadPlan warmUp = ramp.warmUpAlone();
    assertEquals(Optional.of(new Steady(900)), warmUp.rate());
    assertEquals(open(Arrivals.CONSTANT, 1).warmUpAlone(), warmUp, "nothing else changes");
    assertEquals(ramp.warmup(), warmUp.duration());
  }

  @Test
  void agentsShareARunLikeTheLoopsOfOneAgent() {
    LoadPlan whole = plan(Optional.of(new Steady(900)), Arrivals.POISSON, 5);
    List<Long> due = new ArrayList<>();
    for (int agent = 0; agent < LANES; agent++) {
      LoadPlan alone =
          new LoadPlan(whole.pace(), whole.times(), whole.clients(), new LoadPlan.Loops(1, 5))
              .part(agent, LANES);
      assertEquals(whole.loopSeed(agent), alone.loopSeed(0));
      assertEquals(whole.share(agent), alone.share(0));
      assertEquals(workload(whole, agent).cap(), workload(alone, 0).cap());
      due.add(firstDue(alone, 0));
    }
    assertEquals(IntStream.range(0, LANES).mapToObj(loop -> firstDue(whole, loop)).toList(), due);
  }

  private static long firstDue(LoadPlan plan, int loop) {
    return workload(plan, loop).schedule().nextNanos();
  }
}
