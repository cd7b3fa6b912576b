package dev.kexbench.results.render;

import dev.kexbench.results.compare.Projection;
import dev.kexbench.results.compare.Projection.Table;
import java.util.List;

/** Sides next to each other, for a discussion on the web. */
public final class ProjectionMarkdown {
  private ProjectionMarkdown() {}

  /** The tables, each under what its lines share, and a line that explains them. */
  public static String of(Projection projection) {
    StringBuilder text = new StringBuilder();
    ProjectionTable.notes(projection)
        .forEach(note -> text.append("- ").append(MarkdownTable.escaped(note)).append('\n'));
    projection.tables().forEach(table -> text.append(text(projection, table)));
    String explanation = MarkdownTable.escaped(ProjectionTable.explanation(projection));
    return text.append('\n').append(explanation).append('\n').toString();
  }

  private static String text(Projection projection, Table table) {
    List<List<String>> lines =
        table.lines().stream().map(line -> ProjectionTable.cells(projection, line)).toList();
    String heading = ProjectionTable.heading(table);
    String title = heading.isEmpty() ? "" : "\n**" + MarkdownTable.escaped(heading) + "**\n";
    return title + MarkdownTable.of(ProjectionTable.head(projection), lines);
  }
}
