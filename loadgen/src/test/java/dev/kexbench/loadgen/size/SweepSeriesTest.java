package dev.kexbench.loadgen.size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.command.Interrupt;
import dev.kexbench.loadgen.loadtest.ChildRuns;
import dev.kexbench.loadgen.loadtest.FakeRuns;
import dev.kexbench.loadgen.loadtest.SeriesFixture;
import dev.kexbench.loadgen.loadtest.SeriesTime;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.ReasonKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SweepSeriesTest {
  private static final List<Double> SHARES = List.of(0.3, 0.9);

  @TempDir private Path folder;
  @RegisterExtension final SeriesFixture around = new SeriesFixture(() -> folder);

  private final FakeRuns fakes = new FakeRuns(out -> 1_000);

  /** A sweep that leaves its first rate, also if it is stopped, and then all. */
  private int sweep(List<String> options, Interrupt interrupt) throws IOException {
    int code = fakes.run(options, interrupt);
    Path capacity = Path.of(options.get(options.indexOf("--out") + 1));
    Path any = capacity.resolve("report.json");
    leave(any, capacity.resolveSibling("rate-0.3"));
    if (code == ExitCode.FINE) {
      leave(any, capacity.resolveSibling("rate-0.9"));
    }
    return code;
  }

  private void leave(Path report, Path at) throws IOException {
    Path sample =
        Files.exists(report) ? report : folder.resolve("kx1-rsa2048/capacity/report.json");
    Files.createDirectories(at);
    Files.copy(sample, at.resolve("report.json"));
  }

  private Set<ReasonKey> allowed = Set.of();

  private SweepSeries.Result series(String... exchanges) throws IOException, InterruptedException {
    SweepSeries.Plan plan = new SweepSeries.Plan(List.of(exchanges), SHARES, 5, allowed);
    SeriesTime time =
        new SeriesTime(
            Duration.ZERO, false, plan.ofEach(Duration.ofSeconds(1)), exchanges.length, () -> 0);
    ChildRuns runs = new ChildRuns(around.control(), Map.of("duration", "1s"), this::sweep);
    return new SweepSeries(around.control(), plan, time).run(runs);
  }

  private List<String> names(SweepSeries.Result result) {
    return result.reports().stream()
        .map(file -> folder.relativize(file.getParent()).toString())
        .toList();
  }

  @Test
  void runsASweepOfEachExchange() throws Exception {
    SweepSeries.Result result = series("kx1-rsa2048", "kx1-noise");
    assertEquals(
        List.of("kx1-rsa2048/capacity", "kx1-noise/capacity"), fakes.folders(folder), "in order");
    assertEquals(List.of("kx1-rsa2048", "kx1-noise"), fakes.values("--exchange"));
    assertEquals("0.3,0.9", fakes.values("--sweep").get(0));
    assertEquals("poisson", fakes.values("--arrivals").get(0));
    assertEquals("5", fakes.values("--seed").get(0));
    assertEquals(
        List.of(
            "kx1-rsa2048/capacity",
            "kx1-rsa2048/rate-0.3",
            "kx1-rsa2048/rate-0.9",
            "kx1-noise/capacity",
            "kx1-noise/rate-0.3",
            "kx1-noise/rate-0.9"),
        names(result));
    assertEquals(OptionalInt.empty(), result.stopped());
    assertTrue(around.err().startsWith("2 sweeps of 2 rates, 44 s each: "), around.err());
  }

  @Test
  void leavesOutARunThatStayedInvalid() throws Exception {
    fakes.ending(ExitCode.NOT_VALID, ExitCode.FINE);
    SweepSeries.Result result = series("kx1-rsa2048", "kx1-noise");
    assertTrue(result.leftOut().contains("kx1-rsa2048/capacity"), result::toString);
    assertEquals("kx1-noise/capacity", names(result).get(0));
    assertEquals(OptionalInt.empty(), result.stopped());
    assertTrue(around.err().contains("left out: kx1-rsa2048/capacity, which stayed INVALID"));
  }

  @Test
  void keepsARunThatIsInvalidForAnAllowedReason() throws Exception {
    allowed = Set.of(ReasonKey.LAG, ReasonKey.GENERATOR_CPU);
    fakes.ending(ExitCode.NOT_VALID);
    SweepSeries.Result result = series("kx1-rsa2048");
    assertEquals(List.of(), result.leftOut());
    assertEquals("kx1-rsa2048/capacity", names(result).get(0));
    assertEquals(List.of("generatorCpu,lag"), fakes.values("--sweep-allow"));
  }

  @Test
  void endsWithTheSweepThatWasStoppedAndKeepsItsRates() throws Exception {
    fakes.ending(ExitCode.FINE, ExitCode.INTERRUPTED);
    SweepSeries.Result result = series("kx1-rsa2048", "kx1-noise", "kx1-hybrid");
    assertEquals(OptionalInt.of(ExitCode.INTERRUPTED), result.stopped());
    assertEquals(2, fakes.folders(folder).size());
    assertEquals("kx1-noise/rate-0.3", names(result).get(3));
    assertTrue(around.err().contains("ended early: 4 of 9 runs are there"), around.err());
  }

  @Test
  void anInterruptBetweenTwoSweepsEndsItToo() throws Exception {
    around.interrupt();
    SweepSeries.Result result = series("kx1-rsa2048", "kx1-noise");
    assertEquals(OptionalInt.of(ExitCode.INTERRUPTED), result.stopped());
    assertEquals(List.of("kx1-rsa2048/capacity"), fakes.folders(folder));
  }
}
