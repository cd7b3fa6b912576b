package dev.kexbench.results.render;

import dev.kexbench.results.compare.Projection;
import dev.kexbench.results.compare.Projection.Table;

/** Sides next to each other, for a terminal. */
public final class ProjectionText {
  private ProjectionText() {}

  /** The tables, each under what its lines share, and a line that explains them. */
  public static String of(Projection projection) {
    StringBuilder text = new StringBuilder();
    ProjectionTable.notes(projection).forEach(note -> text.append("  ").append(note).append('\n'));
    projection.tables().forEach(table -> text.append(text(projection, table)));
    return text.append(ProjectionTable.explanation(projection)).append('\n').toString();
  }

  private static String text(Projection projection, Table table) {
    TextTable lines = new TextTable(1, ProjectionTable.head(projection));
    table.lines().forEach(line -> lines.add(ProjectionTable.cells(projection, line)));
    String heading = ProjectionTable.heading(table);
    return heading.isEmpty() ? lines.text() : heading + "\n" + lines.text() + "\n";
  }
}
