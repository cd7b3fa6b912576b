package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.client.Workload;
import dev.kexbench.loadgen.fixture.Measured;
import dev.kexbench.loadgen.fixture.Plans;
import dev.kexbench.loadgen.plan.ClientPlan;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.Steady;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReasonKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A whole sweep over runs that are never made. */
class RateSweepTest {
  private static final double CAPACITY = 1_000;
  private static final List<Double> SHARES = List.of(0.3, 0.5, 0.9, 1.2);
  private static final Duration WARMED_UP = Duration.ofSeconds(8);

  private final StringWriter said = new StringWriter();
  private final List<LoadPlan> measured = new ArrayList<>();
  private final List<LoadPlan> led = new ArrayList<>();
  private final List<Double> begun = new ArrayList<>();
  private final List<Double> ended = new ArrayList<>();
  private LoadPlan warmedUp;
  private Set<ReasonKey> allowed = Set.of();

  private static LoadPlan plan(long seed) {
    return new LoadPlan(
        new LoadPlan.Pace(
            Optional.of(new Steady(4_000)),
            Arrivals.POISSON,
            50_000,
            Workload.WhenFull.WAIT,
            Optional.empty()),
        Plans.times(Duration.ofSeconds(60), Duration.ofSeconds(15), Duration.ofSeconds(15)),
        ClientPlan.PLAIN,
        new LoadPlan.Loops(1, seed));
  }

  private final class Pretended implements RateSweep.Trials {
    private final Deque<LoadReport> reports;

    private Pretended(LoadReport... reports) {
      this.reports = new ArrayDeque<>(Arrays.asList(reports));
    }

    @Override
    public Duration warmUp(LoadPlan plan) {
      warmedUp = plan;
      return WARMED_UP;
    }

    @Override
    public void leadIn(LoadPlan plan) {
      led.add(plan);
    }

    @Override
    public LoadReport measure(LoadPlan plan) {
      measured.add(plan);
      return reports.isEmpty() ? Measured.run(CAPACITY, 20) : reports.remove();
    }
  }

  private LoadReport sweep(long seed, LoadReport... reports) throws Exception {
    RunProgress progress = new RunProgress(new PrintWriter(said), false, false);
    RateSweep.Setup setup = new RateSweep.Setup(plan(seed), SHARES, allowed);
    RateSweep sweep = new RateSweep(setup, new Pretended(reports), progress);
    return sweep.run(
        new RateSweep.Points() {
          @Override
          public void begin(double share) {
            begun.add(share);
          }

          @Override
          public void end(double share, LoadReport report) {
            ended.add(share);
          }
        });
  }

  private static double rate(LoadPlan plan) {
    return plan.rate().orElseThrow().firstPerSecond();
  }

  @Test
  void warmsUpOnceAndMeasuresTheCapacityBeforeSharesOfIt() throws Exception {
    LoadReport capacity = sweep(1);
    assertEquals(plan(1).closed(64), warmedUp);
    assertEquals(plan(1).warmedUpFor(WARMED_UP).closed(64), measured.get(0));
    assertEquals(CAPACITY, capacity.runs().get(0).rates().establishedPerSecond());
    List<LoadPlan> open = measured.subList(1, measured.size());
    assertEquals(
        Set.of(300.0, 500.0, 900.0, 1_200.0),
        new HashSet<>(open.stream().map(RateSweepTest::rate).toList()));
    assertEquals(led, open, "each rate leads in to itself");
    open.forEach(each -> assertEquals(Duration.ofSeconds(15), each.duration()));
    open.forEach(each -> assertEquals(50_000, each.concurrency()));
    assertEquals(begun, ended);
    assertTrue(said.toString().contains("0.9 of capacity, 900/s for 15 s"), said::toString);
  }

  @Test
  void shufflesTheRatesBySeed() throws Exception {
    sweep(1);
    sweep(1);
    sweep(3);
    assertEquals(begun.subList(0, 4), begun.subList(4, 8));
    assertNotEquals(begun.subList(0, 4), begun.subList(8, 12));
  }

  @Test
  void repeatsARateThatIsInvalidOnceWithOtherDueTimes() throws Exception {
    LoadReport late = Measured.run(CAPACITY, 20, Measured.flaw("lag"));
    sweep(1, Measured.run(CAPACITY, 20), late, late);
    assertEquals(1 + 2 + 3, measured.size());
    assertEquals(measured.get(1).repeated(3), measured.get(2));
    assertEquals(4, measured.get(3).loops().repetition(), "so has the next rate");
    assertEquals(begun, ended, "it is reported all the same");
    assertTrue(said.toString().contains("of capacity is INVALID and is repeated: lag is wrong"));
  }

  @Test
  void neitherRepeatsNorEndsWithARunThatIsInvalidForAnAllowedReason() throws Exception {
    allowed = Set.of(ReasonKey.LAG);
    LoadReport late = Measured.run(CAPACITY, 20, Measured.flaw("lag"));
    sweep(1, late, late);
    assertEquals(1 + 4, measured.size());
    assertEquals(begun, ended);
  }

  @Test
  void measuresNoRateWhereTheCapacityIsNotValid() throws Exception {
    LoadReport late = Measured.run(CAPACITY, 20, Measured.flaw("lag"));
    sweep(1, late, late);
    assertEquals(2, measured.size());
    assertEquals(List.of(), begun);
  }

  @Test
  void endsWithARunThatIsCutShortWhichIsNotReported() throws Exception {
    sweep(1, Measured.run(CAPACITY, 20), Measured.run(300, 20), Measured.interrupted());
    assertEquals(3, measured.size());
    assertEquals(2, begun.size());
    assertEquals(1, ended.size());
  }

  @Test
  void endsWithItsServer() throws Exception {
    sweep(1, Measured.run(CAPACITY, 20, Measured.flaw("server")));
    assertEquals(1, measured.size());
  }
}
