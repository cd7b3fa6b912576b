package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.loadgen.cluster.AgentResult;
import dev.kexbench.loadgen.cluster.PhaseResult;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.fixture.PlainTarget;
import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.loadgen.record.Mix;
import dev.kexbench.loadgen.record.Recording;
import dev.kexbench.loadgen.record.ResourceUsage;
import dev.kexbench.loadgen.record.Totals;
import dev.kexbench.loadgen.target.Target;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.CeilingShare;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.HistogramText;
import dev.kexbench.results.report.ServerStats;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ServerQueryTest {
  private static final long SECOND = 1_000_000_000L;

  private static final RunProgress QUIET =
      new RunProgress(new PrintWriter(Writer.nullWriter()), false, true);

  private final Deque<ServerStats> answers = new ArrayDeque<>();
  private final AtomicLong clock = new AtomicLong();

  /** How long each answer about open connections takes. */
  private long answerNanos;

  private final Deque<Long> open = new ArrayDeque<>(List.of(3L, 1L, 0L));

  private Supplier<Optional<ServerStats>> ceiling =
      () -> Optional.of(answering(new ServerStats.Ceiling(1_000, "test", 2)));

  private static ServerStats answering(ServerStats.Ceiling ceiling) {
    return ServerStats.builder("kx1-rsa2048", "test").ceiling(ceiling).build();
  }

  /** A server with these answers, each of which is given once. */
  private final class Scripted extends PlainTarget {
    private Scripted() {
      super(HostPort.parse("127.0.0.1:7443"));
    }

    @Override
    public List<ServerStats> eachStats() {
      return List.of(answers.remove());
    }

    @Override
    public List<ServerStats> eachWithMachine() {
      return List.of();
    }

    @Override
    public Optional<Long> openConnections() {
      clock.addAndGet(answerNanos);
      return Optional.of(open.isEmpty() ? 0L : open.remove());
    }

    @Override
    public Optional<ServerStats> measureCeiling() {
      return ceiling.get();
    }

    @Override
    public double cores() {
      return 2;
    }
  }

  /** An answer after this uptime, and after this many private-key operations. */
  private void answer(double uptimeSeconds, long operations) {
    Histogram key = new Histogram(3);
    key.recordValueWithCount(300_000, operations);
    answers.add(
        ServerStats.builder("kx1-rsa2048", "test")
            .uptimeNanos((long) (uptimeSeconds * SECOND))
            .cpuNanos((long) (uptimeSeconds * SECOND / 2))
            .statsCpuNanos((long) (uptimeSeconds * SECOND / 10))
            .stages(Map.of(StageTimer.PRIVATE_KEY, HistogramText.encode(key)))
            .build());
  }

  /** Ten seconds with a hundred handshakes. */
  static Measurement measured(boolean continuesWarmUp) {
    Recording recording = new Recording(1, SECOND, Mix.HONEST);
    Totals totals = new Totals(SECOND);
    Counts counts = Counts.builder().planned(100).started(100).established(100).build();
    PhaseResult ending =
        new PhaseResult(
            recording.take(10 * SECOND, Interval.Use.NONE),
            10,
            ResourceUsage.NONE,
            0,
            0,
            0,
            Optional.empty());
    return new Measurement(
        Instant.EPOCH,
        totals,
        List.of(new AgentResult("a", totals, Optional.of(ending), 10, Optional.empty())),
        List.of(),
        0,
        0,
        counts,
        OptionalInt.empty(),
        continuesWarmUp,
        false);
  }

  private ServerObservation observe(Measurement measured) throws InterruptedException {
    Target target = new Scripted();
    ServerQuery query = new ServerQuery(target, QUIET, measured.continuesWarmUp());
    query.atRest();
    query.beginMeasuring();
    query.endOfLoad();
    return query.withCeiling(query.endMeasuring(measured), Optional.empty());
  }

  /** How many of these counts of open connections it asks for, and then gives up. */
  private int asked(long secondsPerAnswer, Long... counts) throws InterruptedException {
    answerNanos = secondsPerAnswer * SECOND;
    open.clear();
    open.addAll(List.of(counts));
    answer(1, 0);
    new ServerQuery(new Scripted(), QUIET, false, clock::get).atRest();
    return counts.length - open.size();
  }

  @Test
  void asksAgainAfterAnAnswerThatTookLongAndAsLongAsConnectionsClose() throws InterruptedException {
    assertEquals(2, asked(6, 3L, 0L), "a server that did not run for 6 s");
    assertEquals(5, asked(6, 4L, 3L, 2L, 1L, 0L));
    assertEquals(6, asked(2, 3L, 3L, 2L, 2L, 1L, 0L));
  }

  @Test
  void givesUpWhenNoConnectionClosesFor5Seconds() throws InterruptedException {
    assertEquals(7, asked(1, 3L, 3L, 3L, 3L, 3L, 3L, 3L, 3L, 3L, 0L));
    assertEquals(3, asked(6, 3L, 3L, 3L, 3L, 0L));
  }

  @Test
  void givesUpAfter60SecondsEvenIfConnectionsClose() throws InterruptedException {
    assertEquals(3, asked(30, 5L, 4L, 3L, 2L, 1L, 0L));
  }

  @Test
  void comparesTheOperationsDuringTheLoadWithTheCeiling() throws InterruptedException {
    answer(1, 0);
    answer(2, 100);
    answer(13, 8_100); // at the end of ten seconds that began a second after the answer before
    answer(20, 9_000); // drained
    Measurement measured = measured(false);
    CeilingShare share = measured.ceilingShare(observe(measured)).orElseThrow();
    assertEquals(800, share.operationsPerSecond(), 0.001);
    assertEquals(0.4, share.share(), 0.001, "of two cores with 1,000 each");
  }

  @Test
  void loadThatContinuedFromTheWarmUpCountsBetweenTheAnswers() throws InterruptedException {
    answer(1, 0);
    answer(2, 100);
    answer(12.5, 8_500);
    answer(20, 9_000);
    Measurement measured = measured(true);
    CeilingShare share = measured.ceilingShare(observe(measured)).orElseThrow();
    assertEquals(800, share.operationsPerSecond(), 0.001);
  }

  private String whyThereIsNoCeiling() throws InterruptedException {
    answers.clear();
    List.of(1, 2, 12, 14).forEach(seconds -> answer(seconds, 0));
    ServerObservation observed = observe(measured(false));
    assertEquals(Optional.empty(), observed.ceiling());
    return observed.machine().ceilingOmitted();
  }

  @Test
  void recordsWhyThereIsNoCeiling() throws InterruptedException {
    ceiling = () -> Optional.of(answering(null));
    assertEquals("the server has no private-key operation to measure", whyThereIsNoCeiling());
    ceiling = Optional::empty;
    assertEquals("the server's statistics were not available", whyThereIsNoCeiling());
    ceiling =
        () -> {
          throw new CommandFailure(ExitCode.USAGE, "no answer");
        };
    assertEquals("the server's statistics were not available", whyThereIsNoCeiling());
  }

  @Test
  void waitsForTheLastConnectionWithoutAskingForStatistics() throws InterruptedException {
    answer(1, 0);
    answer(2, 0);
    answer(12, 0);
    answer(14, 0);
    ServerObservation observed = observe(measured(false));
    assertEquals(List.of(), List.copyOf(open));
    assertEquals(List.of(), List.copyOf(answers), "four answers, however long it took");
    assertEquals(
        12 * SECOND * 4 / 10,
        observed.all().orElseThrow().cpuNanosOfLoad(),
        1_000,
        "without the cost of the answers");
  }
}
