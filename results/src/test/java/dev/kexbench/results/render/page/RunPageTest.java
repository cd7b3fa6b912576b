package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.render.Summary;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Rates;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.SampleReport;
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
}
