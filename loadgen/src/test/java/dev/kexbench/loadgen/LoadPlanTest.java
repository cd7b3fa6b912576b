package dev.kexbench.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.client.Demand;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.Ramp;
import dev.kexbench.loadgen.schedule.RateCurve;
import dev.kexbench.loadgen.schedule.Steady;
import java.time.Duration;
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

  private static Demand.Open demand(LoadPlan plan, int lane, OptionalLong count) {
    return assertInstanceOf(Demand.Open.class, plan.demand(lane, LENGTH, count));
  }

  @Test
  void sharesAddUpToTheWholeAndDifferByOneAtMost() {
    long[] shares =
        IntStream.range(0, LANES)
            .mapToLong(lane -> closed().share(OptionalLong.of(200), lane))
            .toArray();
    assertEquals(200, shares[0] + shares[1] + shares[2]);
    for (long share : shares) {
      assertTrue(share == 66 || share == 67);
    }
  }

  @Test
  void withoutACountALanesShareHasNoEnd() {
    assertEquals(Long.MAX_VALUE, closed().share(OptionalLong.empty(), 0));
  }

  @Test
  void aClosedLoopIsSplitOverTheLanesWithItsCount() {
    int inFlight = 0;
    long count = 0;
    for (int lane = 0; lane < LANES; lane++) {
      Demand.Closed demand =
          assertInstanceOf(
              Demand.Closed.class, closed().demand(lane, LENGTH, OptionalLong.of(100)));
      inFlight += demand.inFlight();
      count += demand.count();
      assertTrue(demand.openingNanos() > 0, "connections are not opened all at once");
    }
    assertEquals(64, inFlight);
    assertEquals(100, count);
  }

  @Test
  void anOpenLoopEndsWithItsTimeOrWithItsCount() {
    LoadPlan plan = open(Arrivals.CONSTANT, 1);
    assertEquals(LENGTH.toNanos(), demand(plan, 0, OptionalLong.empty()).endNanos());
    assertEquals(Long.MAX_VALUE, demand(plan, 0, OptionalLong.empty()).count());
    assertEquals(Long.MAX_VALUE, demand(plan, 0, OptionalLong.of(7)).endNanos());
    assertEquals(3, demand(plan, 0, OptionalLong.of(7)).count());
    assertEquals(2, demand(plan, 2, OptionalLong.of(7)).count());
  }

  @Test
  void lanesOfAnEvenLoadTakeTurns() {
    LoadPlan plan = open(Arrivals.CONSTANT, 1);
    for (int lane = 0; lane < LANES; lane++) {
      long first = demand(plan, lane, OptionalLong.empty()).schedule().nextNanos();
      assertEquals(lane * 1e9 / 900, first, 1);
    }
  }

  @Test
  void theSeedDecidesWhenEachLaneIsDue() {
    long first = firstDue(open(Arrivals.POISSON, 5), 0);
    assertEquals(first, firstDue(open(Arrivals.POISSON, 5), 0));
    assertNotEquals(first, firstDue(open(Arrivals.POISSON, 6), 0));
    assertNotEquals(first, firstDue(open(Arrivals.POISSON, 5), 1), "lanes are independent");
  }

  @Test
  void theWarmUpOfARateThatChangesRunsAtItsFirstRate() {
    LoadPlan ramp = plan(Optional.of(new Ramp(900, 9_000, LENGTH)), Arrivals.CONSTANT, 1);
    assertEquals(Optional.of(new Steady(900)), ramp.steady().rate());
    assertEquals(open(Arrivals.CONSTANT, 1), ramp.steady(), "nothing else changes");
    assertEquals(closed(), closed().steady());
  }

  private static long firstDue(LoadPlan plan, int lane) {
    return demand(plan, lane, OptionalLong.empty()).schedule().nextNanos();
  }
}
