package dev.kexbench.results.render.page;

import dev.kexbench.results.render.ResumptionTable;
import dev.kexbench.results.render.StageNames;
import dev.kexbench.results.render.page.RunPage.Part;
import dev.kexbench.results.report.HandshakeKind;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.ResumptionFigures;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Full and resumed handshakes apart: their latencies over percentiles, counts and bytes. */
final class ResumptionSection {
  private ResumptionSection() {}

  /**
   * The section; nothing without returning clients.
   *
   * @param id what the names of its charts begin with
   */
  static Part of(String id, Run run) {
    ResumptionFigures figures = run.resumption();
    if (figures == null) {
      return new Part("", List.of());
    }
    String counts = TablePage.table(ResumptionTable.HEAD, ResumptionTable.lines(figures));
    String latencies =
        TablePage.table(ResumptionTable.LATENCY_HEAD, ResumptionTable.latencies(figures));
    String text =
        Html.heading("Returning clients")
            + counts
            + Html.paragraph("quiet", ResumptionTable.COST_NOTE);
    Map<String, Histogram> curves = curves(figures);
    if (curves.isEmpty()) {
      return new Part(text, List.of());
    }
    Chart chart = PercentileCurve.of(id + "-kinds", curves);
    String caption = "Latency over percentiles, full and resumed handshakes";
    return new Part(text + Html.chart(chart, caption) + latencies, List.of(chart));
  }

  private static Map<String, Histogram> curves(ResumptionFigures figures) {
    Map<String, Histogram> curves = new LinkedHashMap<>();
    for (HandshakeKind kind : HandshakeKind.values()) {
      Latency total = figures.of(kind).latency().get(Stage.TOTAL.key());
      if (total != null && total.count() > 0) {
        curves.put(kind.label() + ", " + StageNames.of(Stage.TOTAL), total.decode());
      }
    }
    return curves;
  }
}
