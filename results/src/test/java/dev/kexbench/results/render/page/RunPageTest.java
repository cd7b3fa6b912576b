package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.render.Summary;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Rates;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.SampleReport;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.TargetFigures;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunPageTest {
  private static LoadReport reportOf(Counts counts, List<TargetFigures> targets) {
    LoadReport sample = SampleReport.complete();
    Run run = sample.runs().get(0);
    Run other =
        Run.builder(run.label(), run.plan())
            .counts(counts)
            .rates(new Rates(0, 0, 0))
            .agents(run.agents())
            .targets(targets)
            .build();
    return new LoadReport(
        sample.schema(),
        sample.name(),
        sample.startedAt(),
        true,
        sample.verdict(),
        sample.environment(),
        List.of(other),
        null);
  }

  @Test
  void aRunThatWasStoppedBeforeItsFirstHandshakeHasAPage() {
    String page = RunPage.of(reportOf(Counts.NONE, List.of()));
    assertTrue(page.contains("(interrupted)"));
  }

  private static Second second(long second, Long delayP50, Long delayP99) {
    return Second.builder(second)
        .p50(10_000_000L)
        .p99(20_000_000L)
        .delayP50(delayP50)
        .delayP99(delayP99)
        .build();
  }

  private static String page(Second... seconds) {
    return RunPage.of(SampleReport.with(run -> run.toBuilder().timeline(List.of(seconds)).build()));
  }

  @Test
  void secondsWhosePercentilesMayBeTheGeneratorsDelayAreShaded() {
    String page =
        page(
            second(0, 1_000L, 1_000L),
            second(1, 1_000L, 8_000_000L),
            second(2, 5_000_000L, 20_000_000L));
    assertTrue(
        page.contains(
            "In shaded seconds, more than a third of a percentile may be the generator's own delay:"
                + " p50 in 1 of 3 seconds, p99 in 2 of 3 seconds"),
        page);
    assertTrue(page.contains("p99 (up to 40 % generator delay)"), page);
    assertTrue(
        page.contains("p50 (up to 50 % generator delay), p99 (up to 100 % generator delay)"), page);
  }

  @Test
  void secondsOfAnOldReportAreNotShaded() {
    assertFalse(page(second(0, null, null)).contains("shaded seconds"));
  }

  @Test
  void agentsAndServersHaveALineEach() {
    List<TargetFigures> targets =
        List.of(
            new TargetFigures("10.0.0.9:7443", 12_345, Map.of(), null),
            new TargetFigures("10.0.0.10:7443", 12_344, Map.of(FailureCause.BUSY, 7L), null));
    LoadReport report = reportOf(Counts.NONE, targets);
    String page = RunPage.of(report);
    assertTrue(page.contains("The agents"));
    assertTrue(page.contains("a1"));
    assertTrue(page.contains("The servers"));
    assertTrue(page.contains("10.0.0.10:7443"));
    String text = Summary.of(report);
    assertTrue(text.contains("Servers"), text);
    assertTrue(
        text.lines()
            .anyMatch(line -> line.matches(" *10\\.0\\.0\\.10:7443 +12,344 +7 +- +- +busy")),
        text);
  }

  @Test
  void theCommandThatRepeatsTheRunIsOneForAShell() {
    Map<String, Object> options =
        Map.of("options", Map.of("find-max", "p99<50ms,errors<0.1%", "admission", "true"));
    LoadReport report =
        SampleReport.with(
            run -> run.toBuilder().plan(SampleReport.planWith(null, options)).build());
    String page = RunPage.of(report);
    assertTrue(page.contains("<span>--find-max='p99&lt;50ms,errors&lt;0.1%'</span>"), page);
    assertTrue(page.contains("<span>--admission</span>"), page);
  }

  @Test
  void theCostOfAMillionHandshakesHasAPriceIfOneIsGiven() {
    LoadReport report = SampleReport.complete();
    assertFalse(RunPage.of(report).contains("core-hour"));
    String page = RunPage.of(report, new RunPage.Additions(null, 0.04));
    assertTrue(page.contains("price of a million handshakes, at 0.04 per core-hour"), page);
    assertTrue(page.contains("<td>354 s</td>"), page);
    assertTrue(page.contains("<td>0.00393</td>"), page);
  }

  @Test
  void outcomesAreOneBarWithCauses() {
    String page = RunPage.of(SampleReport.complete());
    assertTrue(
        page.contains(
            "aria-label=\"48,620 established, 12 failed: the server was overloaded and answered"
                + " BUSY\""),
        page);
  }
}
