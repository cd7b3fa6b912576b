package dev.kexbench.results.render;

import dev.kexbench.results.compare.Change;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.Comparison.Pair;
import dev.kexbench.results.compare.FigureKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A comparison of load tests of several exchanges as text for a terminal: figures are grouped by
 * exchange, so that a line fits. All other comparisons are the text of {@link ComparisonTable}.
 */
public final class NarrowComparison {
  private static final List<String> HEAD =
      List.of("figure", "base", "new", "change", "95 % interval", "from", "");

  private static final List<String> DISPENSABLE = List.of("from", "95 % interval");
  private static final int INTERVAL = 4;
  private static final int EVIDENCE = 6;

  private NarrowComparison() {}

  /** The comparison as text; every line is ended. */
  public static String text(Comparison comparison) {
    Map<String, List<Pair>> groups = new LinkedHashMap<>();
    comparison
        .pairs()
        .forEach(
            pair ->
                groups
                    .computeIfAbsent(pair.base().key().identity(), any -> new ArrayList<>())
                    .add(pair));
    return comparison.isOfBenchmarks() || groups.size() < 2
        ? ComparisonTable.text(comparison)
        : head(comparison) + "\n" + table(groups);
  }

  private static String head(Comparison comparison) {
    StringBuilder text = new StringBuilder(ComparisonTable.verdict(comparison)).append('\n');
    List<String> notes = new ArrayList<>(SideText.lines(comparison));
    notes.addAll(ComparisonTable.notes(comparison));
    notes.forEach(note -> text.append(WrappedText.of("  " + note, "    ")));
    return text.toString();
  }

  private static String table(Map<String, List<Pair>> groups) {
    List<List<String>> lines = new ArrayList<>();
    groups.forEach(
        (name, pairs) -> {
          List<String> heading = new ArrayList<>(List.of(name.replaceFirst("^exchange=", "")));
          HEAD.stream().skip(1).forEach(column -> heading.add(""));
          lines.add(heading);
          pairs.forEach(pair -> lines.add(line(pair)));
        });
    return new NarrowTable(1, HEAD, lines).without(DISPENSABLE).text();
  }

  /** Without p, which the interval replaces, and without the number of runs that the notes have. */
  private static List<String> line(Pair pair) {
    FigureKey key = pair.base().key();
    List<String> row = ComparisonTable.row(pair);
    List<String> line = new ArrayList<>(List.of("  " + key.figure()));
    line.addAll(row.subList(1, INTERVAL + 1));
    line.add(row.get(EVIDENCE));
    line.add(word(pair.change(), row.get(row.size() - 1)));
    return line;
  }

  private static String word(Change change, String word) {
    if (change instanceof Change.WithinNoise noise) {
      return "within noise, " + Numbers.percent(noise.bound());
    }
    if (change instanceof Change.Undecided undecided) {
      int more = undecided.needed() - undecided.estimate().evidence().fewest();
      boolean known = undecided.needed() > 0 && undecided.estimate().evidence().decides();
      return known ? "undecided, about %d more".formatted(more) : "undecided";
    }
    return word;
  }
}
