package dev.kexbench.loadgen.run;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.loadgen.fixture.Plans;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.plan.ClientPlan;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.Steady;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stages of a run, in this process. */
class LoadtestTest {
  private static final Duration TIMEOUT = Eventually.PATIENCE;

  private static final Duration LENGTH = Duration.ofMillis(400);

  private static final int MOST_RUNS = 50;

  @TempDir private Path folder;

  private LoadtestHere here;

  @BeforeEach
  void start() {
    here = new LoadtestHere(folder);
  }

  @AfterEach
  void close() {
    here.close();
  }

  private static LoadPlan closed(int concurrency, Duration warmup, OptionalLong count) {
    return new LoadPlan(
        Plans.pace(Optional.empty(), Arrivals.POISSON, concurrency),
        new LoadPlan.Times(LENGTH, warmup, false, count, TIMEOUT),
        ClientPlan.PLAIN,
        new LoadPlan.Loops(1, 3));
  }

  private Path log() {
    return folder.resolve("latency.hlog");
  }

  private static Run only(LoadReport report) {
    return report.runs().get(0);
  }

  private Run run(LoadPlan plan) throws IOException, InterruptedException {
    return only(here.run(plan));
  }

  private long logged(Stage stage) throws IOException {
    long count = 0;
    try (HistogramLogReader reader = new HistogramLogReader(log().toFile())) {
      while (reader.hasNext()) {
        Histogram each = (Histogram) reader.nextIntervalHistogram();
        count += each != null && each.getTag().equals(stage.key()) ? each.getTotalCount() : 0;
      }
    }
    return count;
  }

  @Test
  void aCountedRunLastsAsLongAsItsHandshakesAndNoSecondIsRoundedUp() throws Exception {
    long beginNanos = System.nanoTime();
    Run run = run(closed(1, Duration.ZERO, OptionalLong.of(20)));
    double wholeSeconds = (System.nanoTime() - beginNanos) / 1e9;
    assertEquals(20, run.latency(Stage.TOTAL).count());
    double inHandshakes = 20 * run.latency(Stage.TOTAL).mean() / 1e9;
    double seconds = 20 / run.rates().establishedPerSecond();
    assertTrue(seconds >= inHandshakes * 0.99, "one after the other");
    assertTrue(seconds < wholeSeconds, () -> seconds + " s");
  }

  @Test
  void whatEndsAfterTheLastSecondIsInTheLogAsItIsInTheTotals() throws Exception {
    boolean drained = false;
    // Where this thread stands still at the last second's end, nothing may be left in flight.
    for (int runs = 0; !drained && runs < MOST_RUNS; runs++) {
      Run run = run(closed(16, Duration.ZERO, OptionalLong.empty()));
      Counts counts = run.counts();
      assertEquals(counts.established(), logged(Stage.TOTAL));
      assertEquals(counts.started(), logged(Stage.LAG));
      long before = run.timeline().stream().mapToLong(Second::established).sum();
      drained = counts.established() > before;
    }
    assertTrue(drained, "some are drained");
  }

  @Test
  void aFullDiskEndsTheLogEarlyWhichIsStated() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "there is no /dev/full here");
    Files.createSymbolicLink(log(), full);
    assertEquals(20, run(closed(1, Duration.ZERO, OptionalLong.of(20))).counts().established());
    String line = log() + " ends early: No space left on device; the report is not affected";
    assertEquals(1, here.progress().lines().filter(line::equals).count(), here::progress);
  }

  @Test
  void theRateOfAClosedLoopWithoutWarmUpCountsWhatEndedInItsTimeOnly() throws Exception {
    boolean drained = false;
    for (int runs = 0; !drained && runs < MOST_RUNS; runs++) {
      long beginNanos = System.nanoTime();
      Run run = run(closed(16, Duration.ZERO, OptionalLong.empty()));
      double wholeSeconds = (System.nanoTime() - beginNanos) / 1e9;
      double seconds = run.counts().planned() / run.rates().plannedPerSecond();
      long inTime = run.timeline().stream().mapToLong(Second::established).sum();
      assertEquals(inTime, run.rates().establishedPerSecond() * seconds, 1e-3);
      assertTrue(seconds >= LENGTH.toNanos() / 1e9, () -> seconds + " s");
      assertTrue(seconds < wholeSeconds, () -> seconds + " s");
      drained = run.counts().established() > inTime;
    }
    assertTrue(drained, "some are drained");
  }

  @Test
  void aWarmUpIsInNoFigure() throws Exception {
    LoadReport report = here.run(closed(4, Duration.ofSeconds(1), OptionalLong.of(30)));
    Counts counts = only(report).counts();
    assertEquals(30, counts.planned());
    assertEquals(30, counts.established());
    assertEquals(30, only(report).littlesLaw().handshakes());
    assertEquals(List.of(), counts.brokenConservation());
    eventually("there was a warm-up", () -> here.server.confirmed() > 30);
    assertTrue(here.progress().contains("warm-up"), here::progress);
    assertFalse(report.interrupted());
  }

  @Test
  void aWarmUpThatEndsByItselfSaysWhenAndIsRecorded() throws Exception {
    LoadPlan given = closed(4, Duration.ofSeconds(8), OptionalLong.of(5));
    LoadPlan plan =
        new LoadPlan(
            given.pace(),
            new LoadPlan.Times(
                given.duration(), given.warmup(), true, given.count(), given.timeout()),
            given.clients(),
            given.loops());
    Run run = run(plan);
    long seconds = run.plan().warmupSeconds().longValue();
    assertTrue(seconds >= 6, () -> seconds + " s");
    // On a busy machine it may not settle, which is said as well.
    assertTrue(
        here.progress().contains("settled after " + seconds + " s of warm-up"), here::progress);
    assertEquals(5, run.counts().established());
  }

  @Test
  void anInterruptDuringTheWarmUpStillLeavesAnOutcome() throws Exception {
    here.interrupt.request();
    LoadReport report = here.run(closed(4, Duration.ofMinutes(10), OptionalLong.empty()));
    assertTrue(report.interrupted());
    assertEquals(List.of(), only(report).counts().brokenConservation());
  }

  private static LoadReport assertDrained(LoadReport probe) {
    Counts counts = only(probe).counts();
    assertTrue(counts.planned() > counts.notReached(), counts::toString); // of a busy machine
    assertEquals(counts.started(), counts.established(), counts::toString);
    assertEquals(List.of(), counts.brokenConservation());
    return probe;
  }

  @Test
  void probesFollowOneWarmUpAndEachIsDrainedBeforeTheNext() throws Exception {
    LoadPlan plan = closed(4, Duration.ofMillis(200), OptionalLong.empty());
    LoadPlan open = plan.at(new Steady(200), Duration.ofSeconds(1));
    here.run(
        open,
        TestExchange.KX1,
        test -> {
          test.warmUp(plan);
          assertDrained(test.probe(open, "probe 1"));
          return assertDrained(test.probe(open, "probe 2"));
        });
    assertEquals(1, here.progress().lines().filter(line -> line.startsWith("warm-up")).count());
    assertTrue(here.progress().contains("probe 2 "), here::progress);
  }
}
