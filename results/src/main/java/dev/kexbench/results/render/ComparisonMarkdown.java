package dev.kexbench.results.render;

import dev.kexbench.results.compare.Comparison;
import java.util.List;
import java.util.stream.Collectors;

/** A comparison for a discussion on the web. */
public final class ComparisonMarkdown {
  private ComparisonMarkdown() {}

  /** The comparison as Markdown. The first line is the verdict. */
  public static String of(Comparison comparison) {
    StringBuilder text = new StringBuilder();
    text.append("**").append(ComparisonTable.verdict(comparison)).append("**\n");
    List<String> notes = ComparisonTable.notes(comparison);
    text.append(notes.isEmpty() ? "" : "\n");
    notes.forEach(note -> text.append("- ").append(escaped(note)).append('\n'));
    if (!comparison.pairs().isEmpty()) {
      text.append('\n').append(line(ComparisonTable.HEAD)).append("|---|---:|---:|---:|---|\n");
      ComparisonTable.rows(comparison).forEach(row -> text.append(line(row)));
    }
    return text.toString();
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(ComparisonMarkdown::escaped)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** A bare {@code ~} or {@code |} means something in Markdown. */
  private static String escaped(String cell) {
    return cell.replace("|", "\\|").replace("~", "\\~");
  }
}
