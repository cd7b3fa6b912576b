package dev.kexbench.loadgen.run;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.client.ClientPopulation;
import dev.kexbench.loadgen.client.Generator;
import dev.kexbench.loadgen.client.LoopSettings;
import dev.kexbench.loadgen.cluster.AgentGroup;
import dev.kexbench.loadgen.cluster.LocalAgent;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.command.Interrupt;
import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.loadgen.fixture.PlainTarget;
import dev.kexbench.loadgen.fixture.Plans;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.plan.ClientPlan;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.LatencyLog;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.Steady;
import dev.kexbench.loadgen.server.RunningServer;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Stage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The story of a run, in this process. */
class LoadtestRunTest {
  private static final Duration TIMEOUT = Eventually.PATIENCE;

  private static final int MOST_RUNS = 50;

  @TempDir private Path folder;

  private final RunningServer server = RunningServer.kx1();
  private final Interrupt interrupt = Interrupt.install(0);
  private final StringWriter said = new StringWriter();

  @AfterEach
  void close() {
    interrupt.done(0);
    server.close();
  }

  private static LoadPlan closed(int concurrency, Duration warmup, OptionalLong count) {
    return new LoadPlan(
        Plans.pace(Optional.empty(), Arrivals.POISSON, concurrency),
        new LoadPlan.Times(Duration.ofMillis(400), warmup, false, count, TIMEOUT),
        ClientPlan.PLAIN,
        new LoadPlan.Loops(1, 3));
  }

  private Path log() {
    return folder.resolve("latency.hlog");
  }

  /** What is done with a run. */
  private interface Story {
    LoadtestRun.Outcome of(LoadtestRun run, LatencyLog log) throws InterruptedException;
  }

  private LoadtestRun.Outcome run(LoadPlan plan) throws IOException, InterruptedException {
    return run(plan, LoadtestRun::run);
  }

  private LoadtestRun.Outcome run(LoadPlan plan, Story story)
      throws IOException, InterruptedException {
    LoopSettings setting =
        new LoopSettings(
            new InetSocketAddress("127.0.0.1", server.port()),
            new ClientPopulation(
                TestExchange.clientSide(), TestExchange.CLIENTS, List.of(), plan.clients().mix()),
            plan.clients().policy(TIMEOUT.toNanos()));
    RunProgress progress = new RunProgress(new PrintWriter(said), false, false);
    PlainTarget target = new PlainTarget(new HostPort("127.0.0.1", server.port()));
    try (AgentGroup agents = AgentGroup.of(new LocalAgent("test", new Generator(1, setting, 3)));
        LatencyLog log = new LatencyLog(log(), System.currentTimeMillis())) {
      LoadtestRun.Watch watch = new LoadtestRun.Watch(interrupt, progress, () -> {});
      return story.of(new LoadtestRun(plan, target, agents, watch), log);
    }
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
    LoadtestRun.Outcome outcome = run(closed(1, Duration.ZERO, OptionalLong.of(20)));
    double wholeSeconds = (System.nanoTime() - beginNanos) / 1e9;
    Histogram total = outcome.totals().stages().get(Stage.TOTAL);
    assertEquals(20, total.getTotalCount());
    double inHandshakes = 20 * total.getMean() / 1e9;
    assertTrue(outcome.seconds() >= inHandshakes * 0.99, "one after the other");
    assertTrue(outcome.seconds() < wholeSeconds, () -> outcome.seconds() + " s");
  }

  @Test
  void whatEndsAfterTheLastSecondIsInTheLogAsItIsInTheTotals() throws Exception {
    boolean drained = false;
    // Where this thread stands still at the last second's end, nothing may be left in flight.
    for (int runs = 0; !drained && runs < MOST_RUNS; runs++) {
      LoadtestRun.Outcome outcome = run(closed(16, Duration.ZERO, OptionalLong.empty()));
      Counts counts = outcome.totals().counts();
      assertEquals(counts.established(), logged(Stage.TOTAL));
      assertEquals(counts.started(), logged(Stage.LAG));
      drained = counts.established() > outcome.atEnd().established();
    }
    assertTrue(drained, "some are drained");
  }

  @Test
  void aWarmUpIsInNoFigure() throws Exception {
    LoadtestRun.Outcome outcome = run(closed(4, Duration.ofSeconds(1), OptionalLong.of(30)));
    Counts counts = outcome.totals().counts();
    assertEquals(30, counts.planned());
    assertEquals(30, counts.established());
    assertEquals(List.of(), counts.brokenConservation());
    eventually("there was a warm-up", () -> server.confirmed() > 30);
    assertTrue(said.toString().contains("warm-up"), said::toString);
    assertFalse(outcome.interrupted());
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
    LoadtestRun.Outcome outcome = run(plan);
    long seconds = outcome.warmup().toSeconds();
    assertTrue(seconds >= 6, () -> seconds + " s");
    // On a busy machine it may not settle, which is said as well.
    assertTrue(
        said.toString().contains("settled after " + seconds + " s of warm-up"), said::toString);
    assertEquals(5, outcome.totals().counts().established());
  }

  @Test
  void anInterruptDuringTheWarmUpStillLeavesAnOutcome() throws Exception {
    interrupt.request();
    LoadtestRun.Outcome outcome = run(closed(4, Duration.ofMinutes(10), OptionalLong.empty()));
    assertTrue(outcome.interrupted());
    assertEquals(List.of(), outcome.totals().counts().brokenConservation());
  }

  private static void assertDrained(LoadtestRun.Outcome probe) {
    Counts counts = probe.totals().counts();
    assertTrue(counts.planned() > 0);
    assertEquals(counts.planned(), counts.established(), counts::toString);
    assertEquals(List.of(), counts.brokenConservation());
  }

  @Test
  void probesFollowOneWarmUpAndEachIsDrainedBeforeTheNext() throws Exception {
    LoadPlan plan = closed(4, Duration.ofMillis(200), OptionalLong.empty());
    LoadPlan open = plan.at(new Steady(200), Duration.ofSeconds(1));
    LoadtestRun.Outcome second =
        run(
            open,
            (run, log) -> {
              run.onlyWarmUp();
              assertDrained(run.probe("probe 1", log));
              return run.probe("probe 2", log);
            });
    assertDrained(second);
    assertEquals(1, said.toString().lines().filter(line -> line.startsWith("warm-up")).count());
    assertTrue(said.toString().contains("probe 2 "), said::toString);
  }
}
