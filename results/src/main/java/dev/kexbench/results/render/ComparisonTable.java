package dev.kexbench.results.render;

import dev.kexbench.results.compare.Change;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.RowKey;
import java.util.ArrayList;
import java.util.List;

/** A comparison as cells of text, whatever they are drawn with. */
final class ComparisonTable {
  static final List<String> HEAD = List.of("figure", "base", "new", "change", "");

  private ComparisonTable() {}

  /** The verdict in one line. */
  static String verdict(Comparison comparison) {
    if (!comparison.comparability().comparable()) {
      return "not comparable";
    }
    if (comparison.pairs().isEmpty()) {
      return "nothing to compare: no figure of BASE is in NEW";
    }
    String counts =
        "%d better, %d worse, %d the same within %s"
            .formatted(
                comparison.count(Change.Better.class),
                comparison.count(Change.Worse.class),
                comparison.count(Change.Same.class),
                comparison.margin().toString().replace("%", " %"));
    String missing =
        comparison.missing().isEmpty() ? "" : ", %d missing".formatted(comparison.missing().size());
    String invalid = comparison.comparability().invalid().isEmpty() ? "" : "NOT TO BE BELIEVED: ";
    return invalid + counts + missing;
  }

  /** What goes below the verdict: differences, doubts, and what is missing. */
  static List<String> notes(Comparison comparison) {
    List<String> notes = new ArrayList<>(comparison.comparability().differences());
    notes.addAll(comparison.comparability().invalid());
    comparison.missing().forEach(key -> notes.add("missing in NEW: " + name(key)));
    comparison.comparability().warnings().forEach(warning -> notes.add("warning: " + warning));
    return notes;
  }

  /** A line of cells for each figure, in the order of {@link #HEAD}. */
  static List<List<String>> rows(Comparison comparison) {
    return comparison.pairs().stream().map(ComparisonTable::row).toList();
  }

  private static List<String> row(Comparison.Pair pair) {
    RowKey key = pair.base().key();
    return List.of(
        name(key),
        Numbers.value(pair.base().value(), key.unit()),
        Numbers.value(pair.fresh().value(), key.unit()),
        change(pair.change()),
        word(pair.change()));
  }

  private static String change(Change change) {
    return change instanceof Change.Same ? "~" : Numbers.change(change.ratio());
  }

  private static String word(Change change) {
    if (change instanceof Change.Better) {
      return "better";
    }
    return change instanceof Change.Worse ? "worse" : "";
  }

  private static String name(RowKey key) {
    String identity = BenchmarkNames.withoutPackages(key.identity());
    if (identity.isEmpty()) {
      return key.figure();
    }
    return key.figure().equals("score") ? identity : identity + " " + key.figure();
  }
}
