package dev.kexbench.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.RateCurve;
import dev.kexbench.loadgen.schedule.Schedule;
import dev.kexbench.loadgen.schedule.Slice;
import dev.kexbench.loadgen.schedule.Steady;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreparedOffersTest {
  private static final int LANES = 16;
  private static final Duration LENGTH = Duration.ofSeconds(4);

  private static LoadPlan plan(Optional<RateCurve> rate, Arrivals arrivals, int lanes) {
    return Plans.of(
        Plans.pace(rate, arrivals, 10_000),
        Plans.times(Duration.ZERO, LENGTH, Duration.ofSeconds(15)),
        lanes,
        1);
  }

  private static long honest(LoadPlan plan, double serverCores) {
    return PreparedOffers.perLane(plan, serverCores).get(ClientClass.OK);
  }

  private static long due(Schedule schedule) {
    long due = 0;
    while (schedule.nextNanos() < LENGTH.toNanos()) {
      due++;
    }
    return due;
  }

  @ParameterizedTest
  @EnumSource(Arrivals.class)
  void everyLaneHasEnoughForItsOwnSchedule(Arrivals arrivals) {
    RateCurve rate = new Steady(2_000);
    long perLane = honest(plan(Optional.of(rate), arrivals, LANES), 1);
    for (int lane = 0; lane < LANES; lane++) {
      long due = due(arrivals.slice(new Slice(rate, lane, LANES, lane)));
      assertTrue(due <= perLane, "lane " + lane + " has " + due + " arrivals and " + perLane);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16})
  void aLongRunIsNotPreparedWhole(int lanes) {
    LoadPlan plan = plan(Optional.of(new Steady(1_000_000)), Arrivals.CONSTANT, lanes);
    assertEquals(200_000, lanes * honest(plan, 1));
  }

  @Test
  void aClosedLoopHasEnoughForEveryCoreOfTheServer() {
    LoadPlan plan = plan(Optional.empty(), Arrivals.CONSTANT, 1);
    assertTrue(honest(plan, 3) > 3 * 3_600 * LENGTH.toSeconds());
  }
}
