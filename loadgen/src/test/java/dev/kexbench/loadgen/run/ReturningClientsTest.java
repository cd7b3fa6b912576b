package dev.kexbench.loadgen.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.loadgen.fixture.PlainTarget;
import dev.kexbench.loadgen.fixture.Plans;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.plan.ClientPlan;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.plan.ResumptionPlan;
import dev.kexbench.loadgen.schedule.Arrivals;
import dev.kexbench.loadgen.server.RunningServer;
import dev.kexbench.loadgen.target.StatsClient;
import dev.kexbench.loadgen.target.Target;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.HandshakeKind;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.ResumptionFigures;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.ServerCounts;
import dev.kexbench.results.report.ServerStats;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Load tests with clients that return, against servers in this process. */
class ReturningClientsTest {
  private static final int HANDSHAKES = 400;
  private static final double SHARE = 80;

  @TempDir private Path folder;

  private static LoadPlan plan(double percent, ResumptionPlan.Mode mode, Duration warmup) {
    return new LoadPlan(
        Plans.pace(Optional.empty(), Arrivals.POISSON, 4),
        new LoadPlan.Times(
            Duration.ofMinutes(1), warmup, false, OptionalLong.of(HANDSHAKES), Eventually.PATIENCE),
        ClientPlan.PLAIN.with(new ResumptionPlan(percent, Optional.of(mode))),
        new LoadPlan.Loops(1, 3));
  }

  /** The run's own server, which is asked for its statistics. */
  private static Target asked(RunningServer server) {
    StatsClient stats = new StatsClient(URI.create("http://127.0.0.1:" + server.listenForStats()));
    return new PlainTarget(new HostPort("127.0.0.1", server.port())) {
      @Override
      public boolean own() {
        return true;
      }

      @Override
      public List<ServerStats> eachStats() {
        return List.of(stats.stats());
      }
    };
  }

  private LoadReport report(Function<StageTimer, ServerSide> sides, LoadPlan plan)
      throws Exception {
    RunningServer server = RunningServer.of(sides);
    try (LoadtestHere here = new LoadtestHere(folder, server, asked(server))) {
      return here.run(plan);
    }
  }

  private static Optional<ValidityReason> resumed(LoadReport report) {
    return report.verdict().reasons().stream()
        .filter(each -> each.key() == ReasonKey.RESUMED)
        .findFirst();
  }

  private static Run assertHonest(LoadReport report) {
    assertEquals(Optional.empty(), resumed(report));
    Run run = report.runs().get(0);
    Counts counts = run.counts();
    assertEquals(HANDSHAKES, counts.established());
    assertEquals(List.of(), counts.brokenConservation());
    ResumptionFigures figures = run.resumption();
    long resumed = figures.of(HandshakeKind.RESUMED).established();
    long full = figures.of(HandshakeKind.FULL).established();
    assertEquals(HANDSHAKES, resumed + full);
    assertEquals(figures.toResume(), resumed + figures.withoutTicket() + figures.refusedTickets());
    return run;
  }

  /** The choice is random: 400 times 80 % is 320, with a standard deviation of 8. */
  @Test
  void fourOfFiveResumeAndBothSidesCountAsMany() throws Exception {
    LoadPlan plan = plan(SHARE, ResumptionPlan.Mode.RESUME_DHE, Duration.ofSeconds(1));
    LoadReport report = report(TestExchange::returningSide, plan);
    Run run = assertHonest(report);
    ResumptionFigures figures = run.resumption();
    assertTrue(figures.toResume() > 260 && figures.toResume() < 380, figures::toString);
    assertEquals(0, figures.refusedTickets());
    long resumed = figures.of(HandshakeKind.RESUMED).established();
    assertEquals(resumed, figures.of(HandshakeKind.RESUMED).latency().get("total").count());
    assertEquals(SHARE, run.plan().others().get("resumePercent"));
    assertEquals("resume-dhe", run.plan().others().get("resumeMode"));
    assertTrue(
        figures.of(HandshakeKind.RESUMED).wire().clientBytes()
            < figures.of(HandshakeKind.FULL).wire().clientBytes());
  }

  @Test
  void withoutAWarmUpTheServersCountsAreThoseOfTheClients() throws Exception {
    LoadPlan plan = plan(SHARE, ResumptionPlan.Mode.RESUME, Duration.ZERO);
    Run run = assertHonest(report(TestExchange::returningSide, plan));
    ResumptionFigures figures = run.resumption();
    ServerCounts counts = run.server().counts();
    assertEquals(figures.of(HandshakeKind.RESUMED).established(), counts.resumed());
    assertEquals(figures.of(HandshakeKind.FULL).established(), counts.full());
    assertEquals(counts.full(), run.server().privateKeyOperations());
    assertEquals(HANDSHAKES, run.server().tickets().issued());
    assertTrue(figures.withoutTicket() > 0, "the first client has none");
  }

  @Test
  void theLogHasBothKinds() throws Exception {
    report(TestExchange::returningSide, plan(SHARE, ResumptionPlan.Mode.RESUME_DHE, Duration.ZERO));
    TreeSet<String> tags = tags();
    for (Stage stage : List.of(Stage.TOTAL, Stage.CLIENT_CRYPTO, Stage.EXCHANGE)) {
      assertTrue(tags.contains(stage.key() + ".full"), tags::toString);
      assertTrue(tags.contains(stage.key() + ".resumed"), tags::toString);
    }
  }

  private TreeSet<String> tags() throws IOException {
    TreeSet<String> tags = new TreeSet<>();
    try (HistogramLogReader log = new HistogramLogReader(folder.resolve("latency.hlog").toFile())) {
      while (log.hasNext()) {
        if (log.nextIntervalHistogram() instanceof Histogram each) {
          tags.add(each.getTag());
        }
      }
    }
    return tags;
  }

  @Test
  void noneResumesAtAShareOfNothing() throws Exception {
    LoadPlan plan = plan(0, ResumptionPlan.Mode.RESUME_DHE, Duration.ZERO);
    ResumptionFigures figures =
        assertHonest(report(TestExchange::returningSide, plan)).resumption();
    assertEquals(0, figures.toResume());
    assertEquals(HANDSHAKES, figures.of(HandshakeKind.FULL).established());
  }

  /** A server that does in resumed exchanges what they are to save. */
  private record Lying(ServerSide side, StageTimer timer) implements ServerSide {
    @Override
    public Role accept() {
      return new LyingRole(side.accept(), timer);
    }

    @Override
    public Optional<CostlyOperation> costlyOperation() {
      return side.costlyOperation();
    }
  }

  private record LyingRole(Role role, StageTimer timer) implements Role {
    @Override
    public Step start() {
      return role.start();
    }

    @Override
    public Step receive(ByteBuffer in) {
      Step step = role.receive(in);
      return step instanceof Step.Established done && done.session().resumed()
          ? timer.time(StageTimer.PRIVATE_KEY, () -> step)
          : step;
    }

    @Override
    public void close() {
      role.close();
    }
  }

  @Test
  void aServerThatUsesItsPrivateKeyInResumedHandshakes() throws Exception {
    LoadReport report =
        report(
            timer -> new Lying(TestExchange.returningSide(timer), timer),
            plan(SHARE, ResumptionPlan.Mode.RESUME_DHE, Duration.ZERO));
    ValidityReason reason = resumed(report).orElseThrow();
    assertEquals(Validity.INVALID, reason.effect());
    assertTrue(reason.text().contains("uses its private key in resumed ones"), reason::text);
  }
}
