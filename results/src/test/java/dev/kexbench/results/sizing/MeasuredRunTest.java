package dev.kexbench.results.sizing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.machine.Contention;
import dev.kexbench.results.report.MachineFigures;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.SampleReport;
import dev.kexbench.results.report.Stage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasuredRunTest {
  @Test
  void takesFromARunWhatAModelNeeds() {
    MeasuredRun measured = MeasuredRun.of(SampleReport.run());
    assertEquals("kx1-rsa2048", measured.exchange());
    assertFalse(measured.constantRate());
    assertEquals(1, measured.server().cores());
    assertEquals(354_000, measured.server().cpuNanosPerHandshake());
    assertEquals(2_894, measured.server().privateKeyRate());
    assertEquals(48_620, measured.rate().established());
    assertEquals(2431 * 354e-6, measured.utilisation(), 1e-9);
    assertEquals(0, measured.resumedShare());
    assertTrue(measured.latency().containsKey(Stage.TOTAL));
    assertEquals(0.01, measured.server().shedShare(), 1e-9);
  }

  @Test
  void queuesAsThePlanSays() {
    QueueDiscipline threads = MeasuredRun.of(SampleReport.run()).server().discipline();
    assertEquals(1, threads.cryptoThreads());
    assertEquals(10e9, threads.ageNanos());
    QueueDiscipline inline = MeasuredRun.of(SimulatedRuns.open(0.5)).server().discipline();
    assertEquals(0, inline.cryptoThreads());
    assertEquals(1, inline.loops());
    assertEquals(16_000, inline.places());
    assertEquals(12e9, inline.ageNanos());
    assertEquals(4, inline.on(4, 1).loops());
    assertTrue(MeasuredRun.of(SimulatedRuns.open(0.5)).constantRate());
  }

  @Test
  void threadsOfDatagramsShareTheCores() {
    Plan plan = SampleReport.plan("dtls12-ecdhe", 500.0);
    assertEquals(
        QueueDiscipline.Distribution.ONE_QUEUE, QueueDiscipline.of(plan, 4, null).distribution());
  }

  @Test
  void theKernelSpreadsConnectionsWhereEachLoopHasASocket() {
    Plan plan = SampleReport.planWith(500.0, Map.of("eventLoops", 4));
    assertEquals(
        QueueDiscipline.Distribution.RANDOM_LOOP, QueueDiscipline.of(plan, 4, 4).distribution());
    assertEquals(
        QueueDiscipline.Distribution.ROUND_ROBIN, QueueDiscipline.of(plan, 4, 1).distribution());
    assertEquals(
        QueueDiscipline.Distribution.ROUND_ROBIN, QueueDiscipline.of(plan, 4, null).distribution());
  }

  @Test
  void aRateThatChangesIsNotConstant() {
    Run ramp =
        SampleReport.planned(
            SampleReport.run(), "ramp", SampleReport.planWith(null, Map.of(Plan.RAMP, "5..50")));
    assertFalse(MeasuredRun.of(ramp).constantRate());
  }

  @Test
  void coresAreThoseOfThePlanWithoutACeiling() {
    Run run = SimulatedRuns.open(0.5).toBuilder().ceiling(null).build();
    assertEquals(1, MeasuredRun.of(run).server().cores());
  }

  /** A server without cores of its own, whose private-key rate other processes disturbed. */
  private static Run unbound(Contention server) {
    Plan plan = Plan.builder("kx1-rsa2048", "accp 2.5.0").rate(500.0).cores("off").build();
    return SampleReport.planned(SimulatedRuns.open(0.5), "kx1-rsa2048", plan).toBuilder()
        .ceiling(null)
        .machine(new MachineFigures(server, null, "other processes used its cores"))
        .build();
  }

  @Test
  void coresAreThoseThatWereWatchedWithoutACeilingAndAPlan() {
    Run run = unbound(new Contention("0-2,5", 0.1, 0.3, null, List.of()));
    MeasuredRun measured = MeasuredRun.of(run);
    assertEquals(4, measured.server().cores());
    assertEquals(4, measured.server().discipline().loops());
    assertRefused(unbound(null), "no number of cores of the server; measure it with --cores");
    assertRefused(
        unbound(new Contention(null, null, null, null, null)), "no number of cores of the server");
  }

  @Test
  void namesWhatIsMissing() {
    Run run = SampleReport.run();
    assertRefused(SampleReport.withoutServer(run), "no server statistics");
    assertRefused(run.toBuilder().cost(null).build(), "no CPU time of the server");
    assertRefused(run.toBuilder().latency(Map.of()).build(), "no established handshake");
  }

  private static void assertRefused(Run run, String what) {
    CommandFailure refused = assertThrows(CommandFailure.class, () -> MeasuredRun.of(run));
    assertEquals(ExitCode.USAGE, refused.exitCode());
    assertTrue(refused.getMessage().contains("kx1-rsa2048: it has " + what), refused::getMessage);
  }
}
