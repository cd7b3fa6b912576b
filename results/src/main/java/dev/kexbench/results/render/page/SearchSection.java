package dev.kexbench.results.render.page;

import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.page.Chart.Axis;
import dev.kexbench.results.render.page.Chart.Series;
import dev.kexbench.results.render.page.Chart.Style;
import dev.kexbench.results.render.page.HtmlTable.Cell;
import dev.kexbench.results.render.page.RunPage.Part;
import dev.kexbench.results.report.Condition;
import dev.kexbench.results.report.Search;
import dev.kexbench.results.report.Search.Probe;
import dev.kexbench.results.report.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** The search for the highest rate that meets an objective: its result and its curve. */
final class SearchSection {
  private SearchSection() {}

  static Part of(Search search) {
    List<Probe> probes =
        search.curve().stream().sorted(Comparator.comparing(Probe::plannedPerSecond)).toList();
    Chart chart =
        new Chart(
            "search",
            new Axis("planned per second", "rate", false),
            new Axis("latency", "nanos", true),
            probes.stream().map(Probe::plannedPerSecond).toList(),
            series(search, probes));
    String ending = search.ending() == null ? "" : Html.paragraph("quiet", search.ending());
    String html =
        Html.heading("Search for the highest rate")
            + ending
            + Html.chart(chart, "Latency from due time at each rate that was tried")
            + table(search.curve());
    return new Part(html, List.of(chart));
  }

  /** Dots for each rate, and a line for each latency that the objective bounds. */
  private static List<Series> series(Search search, List<Probe> probes) {
    List<Series> series = new ArrayList<>();
    series.add(dots("p50", probes, probe -> true, Probe::p50));
    series.add(dots("p99, objective missed", probes, probe -> !probe.kept(), Probe::p99));
    series.add(dots("p99, objective met", probes, Probe::kept, Probe::p99));
    for (Condition condition : conditions(search.objective())) {
      if (condition.figure() == Condition.Figure.P50
          || condition.figure() == Condition.Figure.P99) {
        List<Double> limit = probes.stream().map(probe -> condition.value()).toList();
        series.add(new Series("objective " + condition.expression(), limit, false, Style.DASHED));
      }
    }
    return series;
  }

  /** Of an objective that this version cannot read there is no line. */
  private static List<Condition> conditions(String objective) {
    try {
      return Condition.parseList(objective).stream()
          .filter(condition -> condition.stage() == Stage.TOTAL)
          .toList();
    } catch (IllegalArgumentException foreign) {
      return List.of();
    }
  }

  private static Series dots(
      String name, List<Probe> probes, Predicate<Probe> which, Function<Probe, Long> nanos) {
    List<Double> ys = new ArrayList<>();
    for (Probe probe : probes) {
      Long value = which.test(probe) ? nanos.apply(probe) : null;
      ys.add(value == null || value <= 0 ? null : Double.valueOf(value));
    }
    return new Series(name, ys, false, Style.DOTS);
  }

  private static String table(List<Probe> probes) {
    HtmlTable table =
        new HtmlTable(List.of("planned", "established", "p50", "p99", "errors", "met"));
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
              Cell.words(probe.kept() ? "yes" : "no: " + probe.why())));
    }
    return table.html();
  }

  private static Cell rate(double perSecond) {
    return Cell.figure(Numbers.significant(perSecond) + "/s", perSecond);
  }

  private static Cell nanos(Long nanos) {
    return nanos == null ? Cell.text("") : Cell.figure(Numbers.duration(nanos), nanos);
  }
}
