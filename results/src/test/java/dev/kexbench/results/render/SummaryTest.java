package dev.kexbench.results.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.machine.KernelCounts;
import dev.kexbench.results.render.page.RunPage;
import dev.kexbench.results.report.Condition;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.GeneratorDelay;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.MachineFigures;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.Rates;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.SampleReport;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import dev.kexbench.results.report.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SummaryTest {
  @Test
  void showsACompleteRunAsTheGoldenFileDoes() throws Exception {
    Path golden = Path.of(SummaryTest.class.getResource("summary.txt").toURI());
    assertEquals(Files.readString(golden), Summary.of(SampleReport.complete()));
  }

  @Test
  void listsTheReasonsOfAnInvalidRunFirst() {
    ValidityReason late =
        new ValidityReason(
            ReasonKey.LAG, Validity.INVALID, "half of the latency is the generator's own");
    ValidityReason gc =
        new ValidityReason(ReasonKey.GC, Validity.SUSPECT, "pauses cover 2 % of the time");
    LoadReport report =
        SampleReport.withRuns(Verdict.of(List.of(gc, late)), List.of(SampleReport.run()));
    List<String> lines = Summary.of(report).lines().toList();
    assertTrue(lines.get(0).startsWith("INVALID  kx1-rsa2048"), lines.get(0));
    assertEquals("  gc, SUSPECT: pauses cover 2 % of the time", lines.get(1));
    assertEquals("  lag, INVALID: half of the latency is the generator's own", lines.get(2));
  }

  @Test
  void marksPercentilesThatMayBeTheGeneratorsDelay() {
    GeneratorDelay delay =
        new GeneratorDelay(null, Map.of("p99", 0.4, "max", 0.62), List.of("p99", "max"));
    LoadReport report = SampleReport.with(run -> run.toBuilder().generatorDelay(delay).build());
    String summary = Summary.of(report);
    assertTrue(
        summary
            .lines()
            .findFirst()
            .orElseThrow()
            .contains("p99 30.7 ms (up to 40 % generator delay)"),
        summary);
    assertTrue(
        summary.contains(
            "\n  from due time: p99 30.7 ms (up to 40 % generator delay), max 31.0 ms (up to 62 %"
                + " generator delay)\n"),
        summary);
    String page = RunPage.of(report);
    assertTrue(page.contains("p99 from due time (up to 40 % generator delay)"), page);
    assertTrue(page.contains("max 31.0 ms (up to 62 % generator delay)"), page);
  }

  @Test
  void statesWhyThereIsNoCeiling() {
    MachineFigures machine =
        new MachineFigures(null, null, "while it was measured, other processes used core 0");
    LoadReport report =
        SampleReport.with(run -> run.toBuilder().ceiling(null).machine(machine).build());
    String line = "The ceiling is omitted: while it was measured, other processes used core 0";
    String text = Summary.of(report);
    assertTrue(text.contains("\n" + line + "\n"), text);
    assertFalse(text.contains("Of the ceiling"), text);
    assertTrue(RunPage.of(report).contains(">" + line + "<"));
  }

  @Test
  void aRunWithItsCeilingOrWithoutAReasonStatesNone() {
    MachineFigures machine = new MachineFigures(null, null, "other processes used core 0");
    for (LoadReport report :
        List.of(
            SampleReport.with(run -> run.toBuilder().machine(machine).build()),
            SampleReport.with(run -> run.toBuilder().ceiling(null).build()))) {
      assertFalse(Summary.of(report).contains("omitted"));
      assertFalse(RunPage.of(report).contains("omitted"));
    }
  }

  @Test
  void headsEveryRunOfSeveralOfOneExchange() {
    Run open =
        SampleReport.planned(
            SampleReport.run(), "kx1-rsa2048", SampleReport.plan("kx1-rsa2048", 1_000.0));
    LoadReport report =
        SampleReport.withRuns(Verdict.of(List.of()), List.of(SampleReport.run(), open));
    List<String> lines = Summary.of(report).lines().toList();
    assertEquals("VALID  2 runs", lines.get(0));
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("kx1-rsa2048, 64 in flight")));
    assertTrue(
        lines.stream().anyMatch(line -> line.startsWith("kx1-rsa2048, 1,000/s poisson, 20 s: ")),
        () -> "" + lines);
  }

  @Test
  void putsSeveralExchangesIntoOneTable() {
    Map<String, Object> traits =
        Map.of(Plan.TRAITS, Map.of("forward secret", true), "queueAgeSeconds", 10.0);
    Run tls = SampleReport.planned(SampleReport.run(), "tls", SampleReport.planWith(null, traits));
    ValidityReason bounded =
        new ValidityReason(
            ReasonKey.GENERATOR_CPU, Validity.SUSPECT, "tls: it ran without a pause");
    LoadReport report =
        SampleReport.withRuns(Verdict.of(List.of(bounded)), List.of(SampleReport.run(), tls, tls));
    List<String> lines = Summary.of(report, true).lines().toList();
    assertEquals("SUSPECT  3 runs", lines.get(0));
    assertTrue(lines.stream().anyMatch(line -> line.matches("exchange .* forward secret")));
    String kx1 = " +2,825 +2,431 +15.5 ms +30.7 ms +354 µs +1.12 +72.0 µs +328 +72 +1 +-";
    assertTrue(
        lines.stream().anyMatch(line -> line.matches("kx1-rsa2048" + kx1)), () -> "" + lines);
    String bound = kx1.replace("2,431", "2,431\\*").replace("+-", "+yes");
    assertTrue(lines.stream().anyMatch(line -> line.matches("tls" + bound)), () -> "" + lines);
    assertTrue(String.join(" ", lines).contains("; medians of 2 runs"), () -> "" + lines);
  }

  @Test
  void tellsRatesThatChangeFromAClosedLoop() {
    Plan ramp = SampleReport.planWith(null, Map.of(Plan.RAMP, "500..2000"));
    String summary =
        Summary.of(SampleReport.with(run -> SampleReport.planned(run, run.label(), ramp)));
    assertTrue(
        summary.startsWith("VALID  kx1-rsa2048, ramp 500..2000/s poisson, 20 s: 2,431 "), summary);
  }

  @Test
  void saysHowLongAWarmUpTookThatEndedByItself() {
    Plan auto = SampleReport.planWith(null, Map.of("warmup", "auto"));
    String summary =
        Summary.of(SampleReport.with(run -> SampleReport.planned(run, run.label(), auto)));
    assertTrue(summary.contains("\n  before them, in no figure: 15 s of warm-up\n"), summary);
    assertFalse(Summary.of(SampleReport.complete()).contains("warm-up"));
  }

  @Test
  void showsASearchAfterTheVerdict() {
    LoadReport report = SampleReport.complete();
    String summary = Summary.of(report.searched(SampleReport.search(2_432.0, "that is all")));
    assertEquals(
        """

        Search          rate/s   established/s       p50       p99   errors         objective
          probe 1        2,400           2,431   15.5 ms   30.7 ms   0.02 %               met
          probe 2        4,800             243    155 ms    307 ms   0.02 %   breaks p99<50ms
          full length    2,432           2,431   15.5 ms   30.7 ms   0.02 %               met
        that is all

        """,
        summary.substring(summary.indexOf("\n") + 1, summary.indexOf("Honest clients  ")));
  }

  @Test
  void theFirstLineOfASearchIsItsAnswerAndTheRunThatConfirmsIt() {
    String summary =
        Summary.of(SampleReport.complete().searched(SampleReport.search(2_432.0, null)));
    assertEquals(
        "VALID  kx1-rsa2048: 2,432/s is the highest rate found that meets p99<50ms; confirmed, 20"
            + " s: 2,431 handshakes/s, p99 30.7 ms, 12 failed (0.02 %)",
        summary.lines().findFirst().orElseThrow());
  }

  @Test
  void saysThatASearchFoundNothing() {
    String summary = Summary.of(SampleReport.complete().searched(SampleReport.search(null, null)));
    assertTrue(
        summary.startsWith("VALID  kx1-rsa2048: no rate was found that meets p99<50ms\n"), summary);
  }

  @Test
  void showsOnlyWhatWasMeasured() {
    String summary = Summary.of(SampleReport.with(run -> bare(counts(5))));
    assertFalse(summary.contains("Latency"), summary);
    assertFalse(summary.contains("Server time"), summary);
    assertFalse(summary.contains("Cost"), summary);
    assertFalse(summary.contains("ceiling"), summary);
    assertFalse(summary.contains("Kernel"), summary);
    assertTrue(summary.contains("none failed"), summary);
  }

  @Test
  void namesTheKernelCountsThatAreNotZero() {
    String all = withKernel(new KernelCounts(4_700L, 4_701L, 9L));
    assertTrue(
        all.contains(
            "\n\n"
                + "Kernel (whole machine), listen queue overflows: 4,700; attempts to connect"
                + " dropped: 4,701; segments sent again: 9\n\n"),
        all);
    String one = withKernel(new KernelCounts(null, null, 1L));
    assertTrue(one.contains("\n\nKernel (whole machine), segments sent again: 1\n\n"), one);
  }

  @Test
  void leavesOutKernelCountsThatAreZeroOrUnknown() {
    assertFalse(withKernel(new KernelCounts(0L, 0L, 0L)).contains("Kernel"));
    assertFalse(withKernel(KernelCounts.UNKNOWN).contains("Kernel"));
    assertFalse(withKernel(null).contains("Kernel"));
  }

  private static String withKernel(KernelCounts kernel) {
    return Summary.of(SampleReport.with(run -> run.toBuilder().kernel(kernel).build()));
  }

  @Test
  void saysWhichEquationIsBroken() {
    String summary = Summary.of(SampleReport.with(run -> bare(counts(6))));
    assertTrue(
        summary.contains(
            "DOES NOT ADD UP: planned 6 = started 5 + dropped 0 + abandoned 0 + not reached 0 +"
                + " waiting 0"),
        summary);
  }

  @ParameterizedTest
  @EnumSource
  void statesTheLikelyCauseIfMostHandshakesFailAlike(FailureCause cause) {
    String line = cause.likely().map("  likely cause: %s\n"::formatted).orElse("");
    String most = Summary.of(SampleReport.with(run -> bare(failed(cause, 3))));
    assertTrue(most.contains(line), most);
    String few = Summary.of(SampleReport.with(run -> bare(failed(cause, 2))));
    assertFalse(few.contains("likely cause"), few);
  }

  private static Counts failed(FailureCause cause, long number) {
    return Counts.builder()
        .planned(5)
        .started(5)
        .established(5 - number)
        .failed(Map.of(cause, number))
        .build();
  }

  @Test
  void saysWhichThresholdFailed() {
    Run measured = SampleReport.run();
    Run run = bare(counts(5));
    Run judged =
        run.toBuilder()
            .thresholds(
                List.of(
                    measured.check(Condition.parse("p99>10ms")),
                    measured.check(Condition.parse("errors>1%")),
                    run.check(Condition.parse("connect.p99>1ms"))))
            .build();
    assertTrue(
        Summary.of(SampleReport.with(any -> judged))
            .endsWith(
                """
                Fails if            measured
                  p99>10ms           30.7 ms         FAILED
                  errors>1%           0.02 %         passed
                  connect.p99>1ms          -   not measured
                """),
        () -> Summary.of(SampleReport.with(any -> judged)));
  }

  private static Counts counts(long planned) {
    return Counts.builder()
        .planned(planned)
        .started(5)
        .established(5)
        .connectionsOpened(5)
        .connectionsClosed(5)
        .build();
  }

  private static Run bare(Counts counts) {
    return Run.builder("kx1-rsa2048", SampleReport.plan("kx1-rsa2048", null))
        .counts(counts)
        .rates(new Rates(1, 1, 1))
        .build();
  }
}
