package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.client.Workload;
import dev.kexbench.loadgen.fixture.Measured;
import dev.kexbench.loadgen.fixture.Plans;
import dev.kexbench.loadgen.plan.ClientPlan;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.plan.Objective;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.Steady;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Search;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A whole search over runs that are never made. */
class FindMaxTest {
  private static final double CAPACITY = 1_000;
  private static final LoadPlan PLAN =
      new LoadPlan(
          new LoadPlan.Pace(
              Optional.of(new Steady(100)),
              Arrivals.POISSON,
              10_000,
              Workload.WhenFull.WAIT,
              Optional.of(Objective.parse("p99<50ms"))),
          Plans.times(Duration.ofSeconds(15), Duration.ofSeconds(20), Duration.ofSeconds(15)),
          ClientPlan.PLAIN,
          new LoadPlan.Loops(1, 3));

  private static final Duration WARMED_UP = Duration.ofSeconds(8);

  private final StringWriter said = new StringWriter();
  private final List<LoadPlan> run = new ArrayList<>();

  private final class Pretended implements FindMax.Trials {
    private final Function<Double, LoadReport> server;

    Pretended(Function<Double, LoadReport> server) {
      this.server = server;
    }

    @Override
    public Duration warmUp(LoadPlan plan) {
      run.add(plan);
      return WARMED_UP;
    }

    @Override
    public LoadReport probe(LoadPlan plan, String name) {
      run.add(plan);
      return server.apply(plan.rate().orElseThrow().firstPerSecond());
    }

    @Override
    public LoadReport measure(LoadPlan plan) {
      return probe(plan, "");
    }
  }

  private LoadReport search(Function<Double, LoadReport> server) throws Exception {
    RunProgress progress = new RunProgress(new PrintWriter(said), false, false);
    return new FindMax(PLAN, new Pretended(server), progress).report();
  }

  private static LoadReport sharp(double perSecond) {
    return Measured.run(perSecond, perSecond <= CAPACITY ? 10 : 100);
  }

  private static Search.Probe last(Search search) {
    return search.curve().get(search.curve().size() - 1);
  }

  @Test
  void leavesTheReportOfTheRunThatConfirmsTheAnswer() throws Exception {
    LoadReport report = search(FindMaxTest::sharp);
    Search search = report.search();
    assertEquals("p99<50ms", search.objective());
    assertEquals(last(search).plannedPerSecond(), search.ratePerSecond());
    assertEquals(search.ratePerSecond(), report.runs().get(0).rates().plannedPerSecond());
    assertTrue(last(search).fullLength() && last(search).kept());
    assertEquals(Measured.LABEL, last(search).run());
    assertNull(search.curve().get(0).run(), "only one of them is in the report");
    assertNull(search.ending());
    assertEquals(ExitCode.FINE, report.exitCode());
  }

  @Test
  void warmsUpOnceAsAClosedLoopAndThenProbesForAQuarterOfTheTime() throws Exception {
    Search search = search(FindMaxTest::sharp).search();
    assertEquals(1 + search.curve().size(), run.size());
    assertEquals(PLAN.closed(64), run.get(0));
    LoadPlan warm = PLAN.warmedUpFor(WARMED_UP);
    assertEquals(warm.at(new Steady(100), Duration.ofSeconds(5)), run.get(1));
    assertEquals(PLAN.duration(), run.get(run.size() - 1).duration());
  }

  @Test
  void saysWhichProbeRunsAndWhatCameOfIt() throws Exception {
    search(FindMaxTest::sharp);
    List<String> lines = said.toString().lines().toList();
    assertEquals("probe 1, 100/s for 5 s", lines.get(0));
    assertEquals("probe 1, 100/s: met", lines.get(1));
    assertTrue(lines.contains("probe 5, 1600/s: misses p99<50ms; once more"), said::toString);
    assertTrue(lines.contains("probe 6, 1600/s: misses p99<50ms"), said::toString);
    assertTrue(lines.get(lines.size() - 2).matches("full length, \\d+/s for 20 s"));
  }

  @Test
  void aRepetitionHasOtherDueTimesAndAllElseIsTheSame() throws Exception {
    search(FindMaxTest::sharp);
    LoadPlan first = run.get(5);
    assertEquals(new Steady(1_600), first.rate().orElseThrow());
    assertEquals(first.repeated(1), run.get(6));
    assertEquals(0, run.get(7).loops().repetition());
  }

  @Test
  void aRunOfFullLengthThatMissesOnceIsRepeated() throws Exception {
    Search search = search(FindMaxTest::sharp).search();
    double[] missed = {0};
    run.clear();
    LoadReport again =
        search(
            perSecond -> {
              boolean confirming = run.get(run.size() - 1).duration().equals(PLAN.duration());
              return Measured.run(perSecond, confirming && missed[0]++ == 0 ? 100 : 10);
            });
    assertTrue(missed[0] == 2 && again.search().ratePerSecond() >= search.ratePerSecond());
    assertNull(again.search().curve().get(again.search().curve().size() - 1).why());
    assertEquals(
        "misses p99<50ms", again.search().curve().get(again.search().curve().size() - 2).why());
  }

  @Test
  void aRateWithoutAValidProbeIsNotHeldAgainstTheServer() throws Exception {
    LoadReport report =
        search(perSecond -> Measured.run(perSecond, 100, Measured.flaw("conservation")));
    Search search = report.search();
    assertTrue(search.ending().startsWith("no trial was valid at 0.78"), search::toString);
    assertEquals("INVALID: conservation", search.curve().get(0).why());
    assertEquals(ExitCode.NOT_VALID, report.exitCode());
  }

  @Test
  void whereNothingKeepsThePromiseThatIsTheAnswerAndAnExitCode() throws Exception {
    LoadReport report = search(perSecond -> Measured.run(perSecond, 100));
    assertNull(report.search().ratePerSecond());
    assertTrue(report.search().ending().contains("at every rate"), report.search()::toString);
    assertEquals(ExitCode.WORSE, report.exitCode());
  }

  @Test
  void saysThatTheGeneratorWasTheLimit() throws Exception {
    LoadReport report =
        search(
            perSecond ->
                perSecond > CAPACITY
                    ? Measured.run(perSecond, 100, Measured.flaw("lag"))
                    : Measured.run(perSecond, 10));
    Search search = report.search();
    assertTrue(search.ratePerSecond() <= CAPACITY && search.ratePerSecond() > CAPACITY / 1.05);
    assertTrue(search.ending().startsWith("no trial was valid at 10"), search::toString);
    assertTrue(
        search.ending().endsWith("/s, so the server may do more; lag is wrong"), search::toString);
    assertEquals(ExitCode.FINE, report.exitCode());
  }

  @Test
  void anInterruptLeavesWhatThereIs() throws Exception {
    LoadReport report =
        search(perSecond -> perSecond > 300 ? Measured.interrupted() : sharp(perSecond));
    Search search = report.search();
    assertEquals(3, search.curve().size());
    assertNull(search.ratePerSecond());
    assertEquals("interrupted", last(search).why());
    assertTrue(search.ending().endsWith("200/s"), search::toString);
    assertEquals(ExitCode.INTERRUPTED, report.exitCode());
  }

  @Test
  void theServersEndIsTheEndOfTheSearch() throws Exception {
    LoadReport report = search(perSecond -> Measured.run(perSecond, 1, Measured.flaw("server")));
    assertEquals(1, report.search().curve().size());
    assertEquals(ExitCode.NOT_VALID, report.exitCode());
  }

  @ParameterizedTest
  @CsvSource({"20000, 5000", "8000, 3000", "1000, 1000", "60000, 15000"})
  void aProbeLastsAQuarterOfARunButThreeSecondsIfItCan(long runMillis, long probeMillis) {
    assertEquals(Duration.ofMillis(probeMillis), FindMax.probeLength(Duration.ofMillis(runMillis)));
  }
}
