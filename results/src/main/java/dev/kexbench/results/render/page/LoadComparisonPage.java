package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.LatencyShift;
import dev.kexbench.results.compare.LoadRuns;
import dev.kexbench.results.compare.ResultSet;
import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.render.BenchmarkNames;
import dev.kexbench.results.render.ComparisonSentence;
import dev.kexbench.results.render.ComparisonTable;
import dev.kexbench.results.render.page.ComparisonTitle.Side;
import dev.kexbench.results.render.page.RunPage.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Two sides of load tests as a page: what they are, the verdict, every figure, and for each
 * exchange that both have the latencies by percentile and over time, and the seconds.
 */
final class LoadComparisonPage {
  private final Comparison comparison;
  private final Side base;
  private final Side fresh;
  private final List<Drawing> charts = new ArrayList<>();
  private final StringBuilder body = new StringBuilder();

  private LoadComparisonPage(SideBySide both) {
    this.comparison = both.others().values().iterator().next();
    List<Side> sides =
        both.sides().entrySet().stream()
            .map(
                side ->
                    new Side(
                        BenchmarkNames.value(side.getKey()),
                        side.getValue(),
                        LoadRuns.of(side.getValue())))
            .toList();
    this.base = sides.get(0);
    this.fresh = sides.get(1);
  }

  /** Whether these are two sides of load tests. */
  static boolean fits(SideBySide sides) {
    return sides.sides().size() == 2
        && sides.sides().values().stream().allMatch(side -> side.kind() == ResultSet.Kind.LOAD);
  }

  /** The page: one file, as HTML. */
  static String of(SideBySide both) {
    return new LoadComparisonPage(both).html();
  }

  private String html() {
    ComparisonTitle title = new ComparisonTitle(base, fresh);
    ChangesSection changes = new ChangesSection(base.name(), fresh.name(), comparison);
    body.append("<h1>").append(Html.escaped(title.words())).append("</h1>\n");
    if (!title.machine().isEmpty()) {
      body.append(Html.paragraph("quiet", title.machine()));
    }
    body.append(verdict())
        .append(Html.list(ComparisonTable.notes(comparison)))
        .append(changes.tiles())
        .append(title.sides())
        .append(changes.table());
    if (comparison.comparability().comparable()) {
      List<String> labels = labels();
      labels.forEach(label -> exchange(label, labels.size()));
    }
    body.append(Facts.ofSides(named()));
    return new Page(title.words(), body.toString(), charts).html();
  }

  private Map<String, ResultSet> named() {
    Map<String, ResultSet> named = new LinkedHashMap<>();
    named.put(base.name(), base.results());
    named.put(fresh.name(), fresh.results());
    return named;
  }

  private String verdict() {
    ComparisonSentence sentence = ComparisonSentence.of(comparison);
    return "<p class=\"verdict\"><span class=\"badge %s\">%s</span> %s</p>\n"
        .formatted(
            sentence.tone().name().toLowerCase(Locale.ROOT),
            sentence.word(),
            Html.escaped(sentence.text()));
  }

  /** The exchanges that are compared. */
  private List<String> labels() {
    return comparison.pairs().stream()
        .map(pair -> pair.base().key().facets().values())
        .flatMap(values -> values.isEmpty() ? Stream.of("") : values.stream())
        .distinct()
        .toList();
  }

  /** Each of several exchanges is collapsed. */
  private void exchange(String label, int exchanges) {
    Map<String, LoadRuns> runs = new LinkedHashMap<>();
    runs.put(base.name(), base.runs().labelled(label));
    runs.put(fresh.name(), fresh.runs().labelled(label));
    String id = "both" + charts.size();
    StringBuilder html = new StringBuilder();
    parts(id, runs, 2 * exchanges)
        .forEach(
            part -> {
              html.append(part.html());
              charts.addAll(part.charts());
            });
    body.append(exchanges == 1 ? html : Html.collapsed(label, html.toString()));
  }

  private Stream<Part> parts(String id, Map<String, LoadRuns> runs, int heatmaps) {
    List<LoadRuns> sides = List.copyOf(runs.values());
    Optional<LatencyShift> shift = LatencyShift.of(sides.get(0), sides.get(1));
    return Stream.of(
        shift
            .map(moved -> LatencySection.of(id + "-latency", base.name(), fresh.name(), moved))
            .orElseGet(() -> new Part("", List.of())),
        HeatmapsSection.of(id + "-heat", runs, heatmaps),
        TimelineOverlay.of(id + "-time", runs));
  }
}
