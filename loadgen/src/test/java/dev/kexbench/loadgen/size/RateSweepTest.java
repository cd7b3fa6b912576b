package dev.kexbench.loadgen.size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.loadtest.ChildRuns;
import dev.kexbench.loadgen.loadtest.FakeRuns;
import dev.kexbench.loadgen.loadtest.SeriesFixture;
import dev.kexbench.loadgen.loadtest.SeriesTime;
import dev.kexbench.results.command.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RateSweepTest {
  private static final List<Double> SHARES = List.of(0.3, 0.5, 0.9, 1.2);

  @TempDir private Path folder;
  private SeriesFixture around;

  @BeforeEach
  void open() {
    around = new SeriesFixture(folder);
  }

  @AfterEach
  void close() {
    around.close();
  }

  /** The exchange of a run is the first folder of its path. */
  private FakeRuns fakes() {
    return new FakeRuns(out -> out.toString().contains("noise") ? 4_000 : 1_000);
  }

  private RateSweep.Result sweep(FakeRuns fakes, long seed, String... exchanges)
      throws IOException, InterruptedException {
    RateSweep.Plan plan = new RateSweep.Plan(List.of(exchanges), SHARES, seed);
    SeriesTime time =
        new SeriesTime(Duration.ZERO, false, Duration.ofSeconds(1), plan.runs(), () -> 0);
    ChildRuns runs = new ChildRuns(around.control(), Map.of("duration", "1s"), fakes);
    return new RateSweep(around.control(), plan, time).run(runs);
  }

  @Test
  void measuresTheCapacityAndThenRatesThatAreSharesOfIt() throws Exception {
    FakeRuns fakes = fakes();
    RateSweep.Result result = sweep(fakes, 1, "kx1-rsa2048");
    assertEquals("kx1-rsa2048/capacity", fakes.folders(folder).get(0));
    assertEquals(
        Set.of("300", "500", "900", "1200"), new HashSet<>(fakes.values("--rate").subList(1, 5)));
    assertEquals(null, fakes.values("--rate").get(0), "a closed loop");
    assertEquals("poisson", fakes.values("--arrivals").get(1));
    assertEquals(5, result.reports().size());
    assertEquals(OptionalInt.empty(), result.stopped());
    assertTrue(around.err().startsWith("5 runs, 11 s each: about 55 s"), around::err);
  }

  @Test
  void shufflesTheRatesOfAllExchangesBySeed() throws Exception {
    FakeRuns one = fakes();
    FakeRuns same = fakes();
    FakeRuns other = fakes();
    sweep(one, 1, "kx1-rsa2048", "kx1-noise");
    sweep(same, 1, "kx1-rsa2048", "kx1-noise");
    sweep(other, 2, "kx1-rsa2048", "kx1-noise");
    assertEquals(one.folders(folder), same.folders(folder));
    assertNotEquals(one.folders(folder), other.folders(folder));
    assertEquals(
        List.of("kx1-rsa2048/capacity", "kx1-noise/capacity"), one.folders(folder).subList(0, 2));
    assertTrue(one.folders(folder).contains("kx1-noise/rate-0.9"));
    assertEquals(
        "3600", one.values("--rate").get(one.folders(folder).indexOf("kx1-noise/rate-0.9")));
  }

  @Test
  void repeatsARunThatIsInvalidAndLeavesOutOneThatStaysSo() throws Exception {
    int bad = ExitCode.NOT_VALID;
    RateSweep.Result result = sweep(fakes().ending(0, bad, 0, bad, bad, bad), 1, "kx1-rsa2048");
    assertEquals(4, result.reports().size());
    assertEquals(1, result.leftOut().size());
    assertEquals(OptionalInt.empty(), result.stopped());
    assertTrue(around.err().contains("left out: kx1-rsa2048/rate-"), around::err);
  }

  @Test
  void runsNoRatesOfAnExchangeWhoseCapacityIsNotKnown() throws Exception {
    int bad = ExitCode.NOT_VALID;
    FakeRuns fakes = fakes().ending(bad, bad, bad);
    RateSweep.Result result = sweep(fakes, 1, "kx1-rsa2048", "kx1-noise");
    assertEquals(List.of("kx1-rsa2048/capacity"), result.leftOut());
    assertEquals(5, result.reports().size(), "all of the other exchange");
  }

  @Test
  void endsWithTheRunThatWasStoppedAndKeepsWhatIsThere() throws Exception {
    RateSweep.Result result = sweep(fakes().ending(0, 0, ExitCode.INTERRUPTED), 1, "kx1-rsa2048");
    assertEquals(OptionalInt.of(ExitCode.INTERRUPTED), result.stopped());
    assertEquals(2, result.reports().size());
    assertTrue(around.err().contains("ended early: 2 of 5 runs are there"), around::err);
  }

  @Test
  void anInterruptBetweenTwoRunsEndsItToo() throws Exception {
    FakeRuns fakes =
        new FakeRuns(
            out -> {
              around.interrupt();
              return 1_000;
            });
    RateSweep.Result result = sweep(fakes, 1, "kx1-rsa2048");
    assertEquals(OptionalInt.of(ExitCode.INTERRUPTED), result.stopped());
    assertEquals(List.of("kx1-rsa2048/capacity"), fakes.folders(folder));
  }
}
