package dev.kexbench.results.render;

import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.Comparison.Pair;
import java.util.ArrayList;
import java.util.List;

/**
 * A comparison for a discussion on the web: what changed stands first, and the rest can be
 * unfolded.
 */
public final class ComparisonMarkdown {
  private ComparisonMarkdown() {}

  /** The comparison as Markdown. The first line is the verdict; the sides follow. */
  public static String of(Comparison comparison) {
    StringBuilder text = new StringBuilder();
    text.append("**").append(ComparisonTable.verdict(comparison)).append("**\n");
    List<String> notes = new ArrayList<>(SideText.lines(comparison));
    notes.addAll(ComparisonTable.notes(comparison));
    text.append('\n');
    notes.forEach(note -> text.append("- ").append(MarkdownTable.escaped(note)).append('\n'));
    List<Pair> changed = comparison.pairs().stream().filter(ComparisonMarkdown::changed).toList();
    List<Pair> rest = comparison.pairs().stream().filter(pair -> !changed(pair)).toList();
    text.append(table(changed));
    if (!rest.isEmpty()) {
      text.append("\n<details><summary>")
          .append(rest.size() == 1 ? "1 row" : rest.size() + " rows")
          .append(" without a detectable change</summary>\n")
          .append(table(rest))
          .append("\n</details>\n");
    }
    return text.toString();
  }

  private static boolean changed(Pair pair) {
    return pair.change().isAlarm();
  }

  private static String table(List<Pair> pairs) {
    return pairs.isEmpty()
        ? ""
        : MarkdownTable.of(ComparisonTable.HEAD, pairs.stream().map(ComparisonTable::row).toList());
  }
}
