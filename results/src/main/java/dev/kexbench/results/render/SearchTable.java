package dev.kexbench.results.render;

import dev.kexbench.results.report.Search;
import java.util.List;

/** The search for the highest rate: what was tried, and the answer. */
final class SearchTable {
  private SearchTable() {}

  /** Nothing where nothing was searched. */
  static String of(Search search) {
    return search == null ? "" : curve(search.curve()) + answer(search) + ending(search);
  }

  private static String curve(List<Search.Probe> curve) {
    TextTable table =
        new TextTable("Search", "rate/s", "established/s", "p50", "p99", "errors", "objective");
    for (int i = 0; i < curve.size(); i++) {
      Search.Probe probe = curve.get(i);
      table.add(
          probe.fullLength() ? "  full length" : "  probe " + (i + 1),
          Numbers.significant(probe.plannedPerSecond()),
          Numbers.significant(probe.establishedPerSecond()),
          duration(probe.p50()),
          duration(probe.p99()),
          probe.failedShare() == null ? "-" : Numbers.percent(probe.failedShare()),
          probe.kept() ? "met" : String.valueOf(probe.why()));
    }
    return table.text();
  }

  private static String duration(Long nanos) {
    return nanos == null ? "-" : Numbers.duration(nanos);
  }

  private static String answer(Search search) {
    if (search.ratePerSecond() == null || search.curve().isEmpty()) {
      return "no rate was found that meets %s\n".formatted(search.objective());
    }
    Search.Probe confirming = search.curve().get(search.curve().size() - 1);
    return "established %s/s at p99 %s: the highest rate found that meets %s\n"
        .formatted(
            Numbers.significant(confirming.establishedPerSecond()),
            duration(confirming.p99()),
            search.objective());
  }

  private static String ending(Search search) {
    return search.ending() == null ? "" : search.ending() + "\n";
  }
}
