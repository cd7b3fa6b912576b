package dev.kexbench.results.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.report.JsonFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads one result of a file of JMH's. Whatever is wrong with it becomes one line that names the
 * file, the row, its benchmark and the place in it.
 *
 * @param number the row's position in the file, from 1
 */
record JmhReader(Path file, int number, JsonNode row) {
  private static final int LONGEST = 100;

  /** The result, which has a benchmark, a mode, threads, and raw data of its score. */
  JmhResult result() {
    if (!row.isObject()) {
      throw refused("it is %s, not a result".formatted(Values.kind(row)));
    }
    Values values = new Values(this);
    String benchmark = values.text(row, "benchmark");
    if (benchmark.codePoints().anyMatch(JmhReader::isForeign)) {
      throw refused("'benchmark' is not the name of a class and a method");
    }
    return new JmhResult(
        benchmark,
        values.text(row, "mode"),
        values.count(row, "threads", 1),
        values.texts(row.path("params"), "params"),
        new JmhSettings(values, row).all(),
        values.scored(row.path("primaryMetric")),
        secondary(values));
  }

  private Map<String, Metric> secondary(Values values) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    values
        .object(row.path("secondaryMetrics"), "secondaryMetrics")
        .forEach(
            (name, node) -> metrics.put(name, values.metric(node, "secondaryMetrics." + name)));
    return metrics;
  }

  private static boolean isForeign(int character) {
    return Character.isISOControl(character) || Character.isWhitespace(character);
  }

  /** The failure for this row, for a reason. */
  CommandFailure refused(String why) {
    return refused(file, number, row.path("benchmark").asText(""), why);
  }

  static CommandFailure refused(Path file, int number, String benchmark, String why) {
    String name = benchmark.isBlank() ? "" : " (%s)".formatted(shown(benchmark));
    return JsonFile.unreadable(
        file, "row %d%s: %s".formatted(number, name, why), "measure that row again, or remove it");
  }

  /** A text of the file in one line. */
  static String shown(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\u2028\u2029]", "?");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
