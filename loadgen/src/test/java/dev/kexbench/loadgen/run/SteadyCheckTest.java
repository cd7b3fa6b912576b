package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.Plans;
import dev.kexbench.loadgen.plan.ClientPlan;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.Ramp;
import dev.kexbench.loadgen.schedule.RateCurve;
import dev.kexbench.loadgen.schedule.Steady;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.ServerStats;
import dev.kexbench.results.report.SteadyState;
import dev.kexbench.results.report.ValidityReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Runs of twenty seconds, and what is said of their steadiness. */
class SteadyCheckTest {
  private static final Duration LENGTH = Duration.ofSeconds(20);
  private static final LoadPlan CLOSED = plan(null);

  private final List<Second> timeline = new ArrayList<>();
  private Optional<Double> before = Optional.empty();
  private Optional<Double> after = Optional.empty();

  private static LoadPlan plan(RateCurve curve) {
    return new LoadPlan(
        Plans.pace(Optional.ofNullable(curve), Arrivals.POISSON, 64),
        new LoadPlan.Times(LENGTH, LENGTH, false, OptionalLong.empty(), LENGTH),
        ClientPlan.PLAIN,
        new LoadPlan.Loops(1, 3));
  }

  /** Adds seconds with this rate and this CPU time of the server per handshake. */
  private void seconds(int count, long perSecond, double cpuMicros) {
    for (int i = 0; i < count; i++) {
      timeline.add(second(perSecond, perSecond, cpuMicros).build());
    }
  }

  private static Second.Builder second(long planned, long established, double cpuMicros) {
    return Second.builder(0)
        .planned(planned)
        .established(established)
        .serverCpu(established * cpuMicros / 1e6)
        .serverJit(0.0);
  }

  private static Optional<ServerStats.Ceiling> ceiling(Optional<Double> perSecond) {
    return perSecond.map(each -> new ServerStats.Ceiling(each, "RSA-2048", 1));
  }

  private SteadyState state() {
    return SteadyCheck.observe(
        timeline, ServerObservation.none(List.of()).with(ceiling(before), ceiling(after)));
  }

  private List<String> reasons(LoadPlan plan) {
    return new SteadyCheck(plan, state()).reasons().stream().map(SteadyCheckTest::line).toList();
  }

  private static String line(ValidityReason reason) {
    assertEquals("SUSPECT", reason.effect().toString());
    return reason.key() + ": " + reason.text();
  }

  private void assertOnly(String start, LoadPlan plan) {
    List<String> lines = reasons(plan);
    assertEquals(1, lines.size(), lines::toString);
    assertTrue(lines.get(0).startsWith(start), lines::toString);
  }

  @Test
  void aSteadyRunHasNoReason() {
    seconds(20, 920, 900);
    before = Optional.of(1_000.0);
    after = Optional.of(1_040.0);
    assertEquals(List.of(), reasons(CLOSED));
    assertEquals(new SteadyState.Third(6, 5_520, 5_520, 900.0).perSecond(), 920.0);
  }

  @Test
  void aClosedLoopWhoseRateRises() {
    seconds(7, 450, 900);
    seconds(13, 920, 900);
    assertOnly("steady: 450/s in the first 6 s, 920/s in the last 6 s", CLOSED);
  }

  @Test
  void aServerWhoseHandshakesBecomeCheaper() {
    seconds(7, 500, 1_100);
    seconds(13, 500, 900);
    assertOnly(
        "steady: the server's CPU time per handshake was 1.10 ms in the first 6 s, 900 µs",
        plan(new Steady(500)));
  }

  @Test
  void anOpenLoopThatGetsBehind() {
    for (int i = 0; i < 20; i++) {
      timeline.add(second(900, i < 10 ? 900 : 700, 900).build());
    }
    assertOnly("steady: 900/s in the first 6 s, 700/s in the last 6 s", plan(new Steady(900)));
  }

  @Test
  void aRateThatChangesByThePlanIsNotJudged() {
    seconds(10, 450, 900);
    seconds(10, 920, 800);
    assertEquals(List.of(), reasons(plan(new Ramp(450, 920, LENGTH))));
  }

  @Test
  void differencesThatChanceExplains() {
    seconds(10, 40, 900);
    seconds(10, 46, 950);
    assertEquals(List.of(), reasons(CLOSED));
  }

  @Test
  void compilersThatAreStillAtWork() {
    for (int i = 0; i < 4; i++) {
      timeline.add(second(900, 900, 900).serverJit(0.03).build());
    }
    assertOnly("steady: JIT compilers used 3.7 % of the server's CPU time", CLOSED);
    assertNull(state().first(), "too short to compare its thirds");
  }

  @Test
  void aHostThatChangesItsSpeed() {
    seconds(20, 920, 900);
    before = Optional.of(1_503.0);
    after = Optional.of(1_013.0);
    assertOnly("hostSpeed: one core did 1,503 private-key operations", CLOSED);
  }

  @Test
  void nothingIsKnownOfAServerElsewhere() {
    for (int i = 0; i < 20; i++) {
      timeline.add(Second.builder(i).planned(900).established(900).build());
    }
    assertEquals(List.of(), reasons(CLOSED));
    assertNull(state().serverJitShare());
    assertNull(state().privateKeyBefore());
  }
}
