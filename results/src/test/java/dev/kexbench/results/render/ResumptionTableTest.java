package dev.kexbench.results.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.render.page.RunPage;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ResumptionFigures;
import dev.kexbench.results.report.SampleReport;
import dev.kexbench.results.report.WireFigures;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Full and resumed handshakes apart, in the summary and on the page. */
class ResumptionTableTest {
  private static final LoadReport REPORT =
      SampleReport.with(run -> run.toBuilder().resumption(figures()).build());

  private static ResumptionFigures figures() {
    return figures(0, 0);
  }

  private static ResumptionFigures figures(long notIssued, long waitEnded) {
    return new ResumptionFigures(
        8_005,
        3,
        2,
        notIssued,
        waitEnded,
        Map.of(
            "full",
            new ResumptionFigures.Kind(
                2_000, Map.of("total", latency(1_000_000)), new WireFigures(328, 168, 1)),
            "resumed",
            new ResumptionFigures.Kind(
                8_000, Map.of("total", latency(100_000)), new WireFigures(252, 168, 1))));
  }

  private static Latency latency(long nanos) {
    Histogram histogram = new Histogram(10_000_000, 3);
    histogram.recordValue(nanos);
    return Latency.of(histogram);
  }

  @Test
  void theSummaryHasCountsBytesAndLatenciesOfBothKinds() {
    String summary = Summary.of(REPORT);
    for (String line :
        new String[] {
          "full 2,000 20 % 328 B 168 B",
          "resumed 8,000 80 % 252 B 168 B",
          "were to resume 8,005",
          "of these, no ticket was there 3",
          "of these, the ticket was refused 2",
          "full, from due time 1.00 ms",
          "resumed, from due time 100 µs"
        }) {
      assertTrue(
          summary
              .lines()
              .map(each -> each.strip().replaceAll(" {2,}", " "))
              .anyMatch(each -> each.startsWith(line)),
          () -> line + " is not in\n" + summary);
    }
    assertTrue(summary.contains("both kinds together only"), summary);
    assertTrue(summary.lines().allMatch(line -> line.length() <= 120), summary);
  }

  @Test
  void theSummaryStatesTicketsThatWereNotIssued() {
    assertFalse(Summary.of(REPORT).contains("issued no ticket"));
    LoadReport missing =
        SampleReport.with(run -> run.toBuilder().resumption(figures(500, 100)).build());
    String summary = Summary.of(missing).replaceAll(" {2,}", " ");
    assertTrue(summary.contains("the server issued no ticket 500 5.0 %"), summary);
    assertTrue(summary.contains("of these, the client stopped waiting 100 1.0 %"), summary);
  }

  @Test
  void withoutReturningClientsThereIsNoSuchTable() {
    assertFalse(Summary.of(SampleReport.complete()).contains("Returning clients"));
    assertFalse(RunPage.of(SampleReport.complete()).contains("Returning clients"));
  }

  @Test
  void thePageHasTheSameTables() {
    String page = RunPage.of(REPORT);
    assertTrue(page.contains("Returning clients"));
    assertTrue(page.contains("Latency over percentiles, full and resumed handshakes"));
    assertTrue(page.contains("resumed, from due time"));
  }

  @Test
  void theShareOfResumedHandshakesIsKnown() {
    assertEquals(0.8, figures().resumedShare());
  }
}
