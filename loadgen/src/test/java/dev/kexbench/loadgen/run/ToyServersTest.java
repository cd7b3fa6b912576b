package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.loadgen.fixture.PlainTarget;
import dev.kexbench.loadgen.fixture.Plans;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.fixture.ToySide;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.schedule.Steady;
import dev.kexbench.loadgen.server.RunningServer;
import dev.kexbench.loadgen.target.Target;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.ServerCounts;
import dev.kexbench.results.report.ServerStats;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Load tests of servers whose behaviour is known. What such a server must show is computed from the
 * service times that it has recorded, by a queue model that knows nothing of the generator. Reports
 * that are all further off than 5 % must not be VALID.
 */
class ToyServersTest {
  private static final double TOLERANCE = 0.05;

  /** What client, network and event loops add to a latency on an idle machine, at most. */
  private static final double OVERHEAD_NANOS = 10e6;

  /** Of which one that is VALID must be near what is expected. */
  private static final int MOST_RUNS = 5;

  @TempDir private Path folder;

  private ToySide toy;

  private Function<StageTimer, ServerSide> serving(IntFunction<Duration> services) {
    return timer -> toy = new ToySide(TestExchange.serverSide(timer), services);
  }

  /** A server of the run's own that confirms this much of what it should. */
  private static Target confirming(double share, RunningServer server) {
    return new PlainTarget(new HostPort("127.0.0.1", server.port())) {
      @Override
      public boolean own() {
        return true;
      }

      @Override
      public List<ServerStats> eachStats() {
        long confirmed = (long) (share * server.confirmed());
        return List.of(
            ServerStats.builder(TestExchange.KX1.name(), "test")
                .counts(ServerCounts.builder().confirmed(confirmed).open(server.open()).build())
                .build());
      }
    };
  }

  private LoadReport reportOfAServerConfirming(double share) throws Exception {
    RunningServer server = RunningServer.kx1();
    try (LoadtestHere here = new LoadtestHere(folder, server, confirming(share, server))) {
      return here.run(open(50, Duration.ofSeconds(1)));
    }
  }

  private static Optional<ValidityReason> confirmed(LoadReport report) {
    return report.verdict().reasons().stream()
        .filter(each -> each.key() == ReasonKey.CONFIRMED)
        .findFirst();
  }

  @Test
  void aServerThatDoesNotVerifyEveryConfirm() throws Exception {
    LoadReport report = reportOfAServerConfirming(0.9);
    Counts counts = report.runs().get(0).counts();
    long established = counts.established();
    assertTrue(established > 0, counts::toString);
    assertEquals(counts.planned() - counts.notReached(), established, counts::toString);
    ValidityReason reason = confirmed(report).orElseThrow();
    assertEquals(Validity.INVALID, reason.effect());
    String text = "confirmed %d handshakes".formatted((long) (0.9 * established));
    assertTrue(reason.text().contains(text), reason::text);
  }

  @Test
  void aServerThatVerifiesEveryConfirm() throws Exception {
    assertEquals(Optional.empty(), confirmed(reportOfAServerConfirming(1)));
  }

  /**
   * One stall of this machine may put a run off that is VALID all the same: it is repeated until a
   * VALID one is near. A mistake of the generator puts every run off.
   */
  private Run run(Function<StageTimer, ServerSide> serving, LoadPlan plan, Consumer check)
      throws Exception {
    AssertionError off = null;
    for (int i = 0; i < MOST_RUNS; i++) {
      LoadReport report = report(serving, plan);
      Run run = report.runs().get(0);
      assertEquals(List.of(), run.counts().brokenConservation(), run.counts()::toString);
      try {
        boolean valid = report.verdict().state() == Validity.VALID;
        if (valid) {
          check.accept(run);
        }
        if (valid || off == null) {
          return run;
        }
      } catch (AssertionError notNear) {
        off = notNear;
      }
    }
    throw off;
  }

  private LoadReport report(Function<StageTimer, ServerSide> serving, LoadPlan plan)
      throws Exception {
    try (LoadtestHere here = new LoadtestHere(folder, RunningServer.of(serving))) {
      return here.run(plan);
    }
  }

  /** Checks a run that is VALID. */
  private interface Consumer {
    void accept(Run run);
  }

  private static LoadPlan open(double perSecond, Duration length) {
    return Plans.of(
        Plans.pace(Optional.of(new Steady(perSecond)), Arrivals.CONSTANT, 10_000),
        Plans.times(Duration.ZERO, length, Eventually.PATIENCE),
        1,
        3);
  }

  private static LoadPlan closed(int inFlight, Duration length) {
    return Plans.of(
        Plans.pace(Optional.empty(), Arrivals.CONSTANT, inFlight),
        Plans.times(Duration.ZERO, length, Eventually.PATIENCE),
        1,
        3);
  }

  /** The latencies of arrivals at a constant rate in a queue with one server, in order of size. */
  private static long[] queueing(double perSecond, List<Long> services) {
    long[] latencies = new long[services.size()];
    double free = 0;
    for (int i = 0; i < latencies.length; i++) {
      double due = i * 1e9 / perSecond;
      free = Math.max(free, due) + services.get(i);
      latencies[i] = (long) (free - due);
    }
    Arrays.sort(latencies);
    return latencies;
  }

  private static long at(double percentile, long[] sorted) {
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(percentile * sorted.length) - 1)];
  }

  private static void assertNear(String what, double expected, double measured, double slack) {
    assertTrue(
        Math.abs(measured - expected) <= TOLERANCE * expected + slack,
        () -> what + ": expected " + expected + ", measured " + measured);
  }

  private static Latency total(Run run) {
    return run.latency(Stage.TOTAL);
  }

  private void assertAsQueueing(double perSecond, Run run) {
    long[] expected = queueing(perSecond, toy.tookNanos());
    assertEquals(expected.length, total(run).count());
    assertNear("p50", at(0.5, expected), total(run).p50(), OVERHEAD_NANOS);
    assertNear("p99", at(0.99, expected), total(run).p99(), OVERHEAD_NANOS);
    assertNear("max", at(1, expected), total(run).max(), OVERHEAD_NANOS);
  }

  @Test
  void aFixedCapacityInAClosedLoop() throws Exception {
    run(
        serving(number -> Duration.ofMillis(20)),
        closed(8, Duration.ofSeconds(3)),
        run -> {
          double meanNanos = toy.tookNanos().stream().mapToLong(each -> each).average().orElse(0);
          assertNear("rate", 1e9 / meanNanos, run.rates().establishedPerSecond(), 0);
          assertNear("p50", 8 * meanNanos, total(run).p50(), OVERHEAD_NANOS);
        });
  }

  @Test
  void twoKindsOfServiceTimes() throws Exception {
    run(
        serving(number -> Duration.ofMillis(number % 10 == 9 ? 200 : 20)),
        open(20, Duration.ofSeconds(5)),
        run -> assertAsQueueing(20, run));
  }

  @Test
  void aStallIsChargedToEveryArrivalThatFallsIntoIt() throws Exception {
    Function<StageTimer, ServerSide> stalling =
        serving(number -> Duration.ofMillis(number == 50 ? 1_500 : 5));
    Run run = run(stalling, open(50, Duration.ofSeconds(3)), each -> assertAsQueueing(50, each));
    assertTrue(total(run).p90() > 500e6, () -> "p90 is " + total(run).p90());
  }

  @Test
  void anOverloadedServerThatShedsNothing() throws Exception {
    run(
        serving(number -> Duration.ofMillis(20)),
        open(100, Duration.ofSeconds(2)),
        run -> {
          assertAsQueueing(100, run);
          double perSecond = run.rates().establishedPerSecond();
          assertTrue(perSecond < 60, () -> perSecond + "/s are more than it can do");
        });
  }

  @Test
  void aServerThatClosesEverySecondConnection() throws Exception {
    run(
        serving(number -> number % 2 == 0 ? Duration.ofMillis(1) : ToySide.CLOSED),
        open(50, Duration.ofSeconds(2)),
        run -> {
          assertEquals(50, run.counts().established());
          assertEquals(50, run.counts().failed().get(FailureCause.CLOSED));
          assertNear("rate", 25, run.rates().establishedPerSecond(), 0);
          assertEquals(0.5, run.counts().errorShare());
        });
  }

  /** The queue model itself: services of 1 s, due each half second. */
  @Test
  void theModelIsThatOfAQueueWithOneServer() {
    long second = 1_000_000_000L;
    List<Long> services = IntStream.range(0, 4).mapToObj(i -> second).toList();
    long[] expected = LongStream.of(2, 3, 4, 5).map(halves -> halves * second / 2).toArray();
    assertTrue(Arrays.equals(expected, queueing(2, services)));
    assertEquals(2 * second, at(0.75, expected));
  }
}
