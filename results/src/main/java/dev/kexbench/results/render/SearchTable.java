package dev.kexbench.results.render;

import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Search;
import java.util.List;

/** The search for the highest rate: the answer, and what was tried. */
final class SearchTable {
  private SearchTable() {}

  /** Nothing where nothing was searched. */
  static String of(Search search) {
    return search == null ? "" : curve(search.curve()) + ending(search);
  }

  /** The answer and the run that confirms it, in one line without its end. */
  static String headline(Search search, Run confirming) {
    if (search.ratePerSecond() == null) {
      return "%s: no rate was found that meets %s"
          .formatted(confirming.label(), search.objective());
    }
    return "%s: %s/s is the highest rate found that meets %s; confirmed%s: %s"
        .formatted(
            confirming.label(),
            Numbers.significant(search.ratePerSecond()),
            search.objective(),
            Headline.span(confirming.plan()),
            Headline.result(confirming));
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

  private static String ending(Search search) {
    return search.ending() == null ? "" : search.ending() + "\n";
  }
}
