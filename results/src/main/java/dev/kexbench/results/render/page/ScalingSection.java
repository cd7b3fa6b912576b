package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.ResultSet;
import dev.kexbench.results.compare.Scaling;
import dev.kexbench.results.render.BenchmarkNames;
import dev.kexbench.results.render.page.Chart.Axis;
import dev.kexbench.results.render.page.Chart.Uncertain;
import dev.kexbench.results.render.page.RunPage.Part;
import dev.kexbench.results.statistics.MeanEstimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What more threads bring: a chart for each benchmark that was measured with several counts. */
final class ScalingSection {
  private static final Axis THREADS = new Axis("threads", "count", false);
  private static final Axis RATE = new Axis("operations per second", "number", false);

  private ScalingSection() {}

  /** Of all sides by name; without charts where nothing was measured with several counts. */
  static Part of(Map<String, ResultSet> sides) {
    Map<String, Map<String, Scaling>> byBenchmark = new LinkedHashMap<>();
    sides.forEach(
        (name, side) ->
            Scaling.of(side)
                .forEach(
                    line ->
                        byBenchmark
                            .computeIfAbsent(line.benchmark(), any -> new LinkedHashMap<>())
                            .put(label(line, name, sides.size() > 1), line)));
    List<Chart> charts = new ArrayList<>();
    StringBuilder html = new StringBuilder();
    byBenchmark.forEach(
        (benchmark, lines) -> {
          Chart chart = chart("scaling" + charts.size(), lines);
          charts.add(chart);
          String name = BenchmarkNames.withoutPackages(benchmark);
          html.append(Html.subheading(name))
              .append(Html.chart(chart, "Operations per second over threads of " + name));
        });
    return new Part(charts.isEmpty() ? "" : Html.heading("More threads") + html, charts);
  }

  private static String label(Scaling line, String side, boolean several) {
    String name = line.others().isEmpty() ? "rate" : BenchmarkNames.values(line.others());
    return several ? "%s (%s)".formatted(name, side) : name;
  }

  private static Chart chart(String id, Map<String, Scaling> lines) {
    TreeSet<Integer> threads = new TreeSet<>();
    lines.values().forEach(line -> threads.addAll(line.rates().keySet()));
    Uncertain chart = new Uncertain();
    lines.forEach(
        (label, line) -> {
          List<MeanEstimate> points = new ArrayList<>();
          threads.forEach(count -> points.add(line.rates().get(count)));
          chart.add(label, points);
        });
    return chart.chart(id, THREADS, RATE, threads.stream().map(Double::valueOf).toList());
  }
}
