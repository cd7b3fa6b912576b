package dev.kexbench.results.render;

import dev.kexbench.results.report.Condition;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Threshold;
import java.util.List;
import java.util.Map;

/** Which of the conditions that fail a run hold. */
public final class Thresholds {
  private Thresholds() {}

  /** Nothing where there are none. */
  public static String of(Run run) {
    TextTable table = new TextTable("Fails if", "measured", "");
    for (Threshold threshold : run.thresholds()) {
      table.add("  " + threshold.expression(), measured(threshold), outcome(threshold));
    }
    return table.isEmpty() ? "" : table.text();
  }

  /** The same for several runs, by name. */
  static String ofEach(Map<String, Run> runs) {
    TextTable table = new TextTable(2, List.of("Fails if", "run", "measured", ""));
    runs.forEach(
        (name, run) ->
            run.thresholds()
                .forEach(
                    each ->
                        table.add("  " + each.expression(), name, measured(each), outcome(each))));
    return table.isEmpty() ? "" : table.text();
  }

  private static String measured(Threshold threshold) {
    if (threshold.value() == null) {
      return "-";
    }
    return switch (Condition.parse(threshold.expression()).figure()) {
      case ERRORS -> Numbers.percent(threshold.value());
      case RATE -> Numbers.value(threshold.value(), "/s");
      default -> Numbers.duration(threshold.value());
    };
  }

  private static String outcome(Threshold threshold) {
    if (threshold.value() == null) {
      return "not measured";
    }
    return threshold.met() ? "FAILED" : "passed";
  }
}
