package dev.kexbench.results.render.page;

import dev.kexbench.results.render.AgentTable;
import dev.kexbench.results.render.StageNames;
import dev.kexbench.results.render.page.Chart.Axis;
import dev.kexbench.results.render.page.RunPage.Part;
import dev.kexbench.results.report.AgentFigures;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** The agents of a run: a table, and of several a small chart each, all to one scale. */
final class AgentSection {
  private static final List<Stage> STAGES = List.of(Stage.TOTAL, Stage.LAG);

  private AgentSection() {}

  static Part of(String id, Run run) {
    if (run.agents().isEmpty()) {
      return new Part("", List.of());
    }
    List<Chart> charts = run.agents().size() < 2 ? List.of() : charts(id, run.agents());
    StringBuilder multiples = new StringBuilder();
    for (Chart chart : charts) {
      int place = charts.indexOf(chart);
      multiples.append(Html.chart(chart, "Latency of " + run.agents().get(place).name()));
    }
    String table =
        TablePage.table(AgentTable.HEAD, run.agents().stream().map(AgentTable::cells).toList());
    String html = charts.isEmpty() ? "" : "<div class=\"multiples\">\n" + multiples + "</div>\n";
    return new Part(Html.heading("The agents") + html + table, charts);
  }

  private static List<Chart> charts(String id, List<AgentFigures> agents) {
    List<Map<String, Histogram>> all = agents.stream().map(AgentSection::histograms).toList();
    List<Histogram> each = all.stream().flatMap(one -> one.values().stream()).toList();
    double low = each.stream().mapToDouble(Histogram::getMinNonZeroValue).min().orElse(1);
    double high = each.stream().mapToDouble(Histogram::getMaxValue).max().orElse(1);
    Axis axis = new Axis("latency", "nanos", true, List.of(low, Math.max(high, 10 * low)));
    List<Chart> charts = new ArrayList<>();
    for (Map<String, Histogram> histograms : all) {
      charts.add(PercentileCurve.of(id + "-agent" + charts.size(), axis, histograms));
    }
    return charts;
  }

  private static Map<String, Histogram> histograms(AgentFigures agent) {
    Map<String, Histogram> histograms = new LinkedHashMap<>();
    for (Stage stage : STAGES) {
      Latency latency = agent.latency().get(stage.key());
      if (latency != null && latency.count() > 0) {
        histograms.put(StageNames.of(stage), latency.decode());
      }
    }
    return histograms;
  }
}
