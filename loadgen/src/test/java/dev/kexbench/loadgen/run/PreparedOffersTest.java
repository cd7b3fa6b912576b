package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.Plans;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.plan.ResumptionPlan;
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

  private static LoadPlan plan(Optional<RateCurve> rate, Arrivals arrivals, int loops) {
    return Plans.of(
        Plans.pace(rate, arrivals, 10_000),
        Plans.times(Duration.ZERO, LENGTH, Duration.ofSeconds(15)),
        loops,
        1);
  }

  private static long honest(LoadPlan plan, double serverCores) {
    return PreparedOffers.perLoop(plan, serverCores).get(ClientClass.OK);
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
  void everyLoopHasEnoughForItsOwnSchedule(Arrivals arrivals) {
    RateCurve rate = new Steady(2_000);
    long perLoop = honest(plan(Optional.of(rate), arrivals, LANES), 1);
    for (int loop = 0; loop < LANES; loop++) {
      long due = due(arrivals.slice(new Slice(rate, loop, LANES, loop)));
      assertTrue(due <= perLoop, "lane " + loop + " has " + due + " arrivals and " + perLoop);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16})
  void aLongRunIsOnlyPartlyPrepared(int loops) {
    LoadPlan plan = plan(Optional.of(new Steady(1_000_000)), Arrivals.CONSTANT, loops);
    assertEquals(200_000, loops * honest(plan, 1));
  }

  @Test
  void noOfferWithATicketIsPrepared() {
    LoadPlan plan = plan(Optional.of(new Steady(2_000)), Arrivals.CONSTANT, 1);
    LoadPlan all = returning(plan, 100);
    assertEquals(0, honest(all, 1));
    assertEquals(honest(plan, 1) / 2.0, honest(returning(plan, 50), 1), 0.1 * honest(plan, 1));
  }

  private static LoadPlan returning(LoadPlan plan, double percent) {
    ResumptionPlan resumption = new ResumptionPlan(percent, Optional.empty());
    return new LoadPlan(plan.pace(), plan.times(), plan.clients().with(resumption), plan.loops());
  }

  @Test
  void aClosedLoopHasEnoughForEveryCoreOfTheServer() {
    LoadPlan plan = plan(Optional.empty(), Arrivals.CONSTANT, 1);
    assertTrue(honest(plan, 3) > 3 * 3_600 * LENGTH.toSeconds());
  }
}
