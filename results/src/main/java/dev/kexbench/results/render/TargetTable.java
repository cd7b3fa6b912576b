package dev.kexbench.results.render;

import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.TargetFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The servers of a run that has several, a line each: how it spread, and what they answered. */
public final class TargetTable {
  /** What its columns are. */
  public static final List<String> HEAD =
      List.of("Servers", "established", "failed", "server confirmed", "server CPU", "causes");

  private TargetTable() {}

  /** Nothing where there is one server. */
  static String of(Run run) {
    TextTable table = new TextTable(1, HEAD);
    for (TargetFigures each : run.targets()) {
      List<String> cells = new ArrayList<>(cells(each));
      cells.set(0, "  " + each.address());
      table.add(cells);
    }
    return table.isEmpty() ? "" : table.text();
  }

  /** A server's line. */
  public static List<String> cells(TargetFigures of) {
    return List.of(
        of.address(),
        Numbers.whole(of.established()),
        Numbers.whole(of.failed().values().stream().mapToLong(Long::longValue).sum()),
        of.server() == null ? "-" : Numbers.whole(of.server().counts().confirmed()),
        of.server() == null ? "-" : Numbers.duration(of.server().cpuNanos()),
        of.failed().isEmpty()
            ? "-"
            : of.failed().keySet().stream()
                .map(FailureCause::key)
                .collect(Collectors.joining(" ")));
  }
}
