package dev.kexbench.results.render.page;

import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.page.Chart.Axis;
import dev.kexbench.results.render.page.Chart.Series;
import dev.kexbench.results.render.page.HtmlTable.Cell;
import dev.kexbench.results.render.page.RunPage.Part;
import dev.kexbench.results.report.Search;
import dev.kexbench.results.report.Search.Probe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The search for the highest rate that meets an objective: its result and its curve. */
final class SearchSection {
  private SearchSection() {}

  static Part of(Search search) {
    List<Probe> probes =
        search.curve().stream().sorted(Comparator.comparing(Probe::plannedPerSecond)).toList();
    Chart chart =
        new Chart(
            "search",
            new Axis("planned per second", "number", false),
            new Axis("latency", "nanos", true),
            probes.stream().map(Probe::plannedPerSecond).toList(),
            List.of(line("p50", probes, Probe::p50), line("p99", probes, Probe::p99)));
    String answer =
        search.ratePerSecond() == null
            ? "no rate meets " + search.objective()
            : "%s/s meets %s"
                .formatted(Numbers.significant(search.ratePerSecond()), search.objective());
    String ending = search.ending() == null ? "" : Html.paragraph("quiet", search.ending());
    String html =
        Html.heading("The search")
            + Html.paragraph("verdict", answer)
            + ending
            + Html.chart(chart, "Latency at each rate that was tried")
            + table(search.curve());
    return new Part(html, List.of(chart));
  }

  private static Series line(String name, List<Probe> probes, Function<Probe, Long> nanos) {
    List<Double> ys = new ArrayList<>();
    for (Probe probe : probes) {
      Long value = nanos.apply(probe);
      ys.add(value == null || value <= 0 ? null : Double.valueOf(value));
    }
    return new Series(name, ys, false);
  }

  private static String table(List<Probe> probes) {
    HtmlTable table =
        new HtmlTable(List.of("planned/s", "established/s", "p50", "p99", "errors", "met"));
    for (Probe probe : probes) {
      table.add(
          List.of(
              rate(probe.plannedPerSecond()),
              rate(probe.establishedPerSecond()),
              nanos(probe.p50()),
              nanos(probe.p99()),
              probe.failedShare() == null
                  ? Cell.text("")
                  : Cell.figure(Numbers.percent(probe.failedShare()), probe.failedShare()),
              Cell.text(probe.kept() ? "yes" : "no: " + probe.why())));
    }
    return table.html();
  }

  private static Cell rate(double perSecond) {
    return Cell.figure(Numbers.significant(perSecond), perSecond);
  }

  private static Cell nanos(Long nanos) {
    return nanos == null ? Cell.text("") : Cell.figure(Numbers.duration(nanos), nanos);
  }
}
