package dev.kexbench.results.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** JMH's JSON: one result for every benchmark, mode, thread count and set of parameters. */
public record JmhResults(List<JmhResult> results) {
  /** Keeps its own copy. */
  public JmhResults {
    results = List.copyOf(results);
  }

  /**
   * Reads a file that JMH wrote.
   *
   * @throws dev.kexbench.results.command.CommandFailure with exit code 2 when it is none, or holds
   *     no results
   */
  public static JmhResults read(Path file) {
    JsonNode tree = JsonFile.tree(file);
    if (!tree.isArray() || tree.isEmpty()) {
      throw JsonFile.unreadable(
          file, "it is neither a load report nor JMH's results", "give a report.json or jmh.json");
    }
    List<JmhResult> results = Arrays.asList(JsonFile.record(file, tree, JmhResult[].class));
    if (!results.stream().allMatch(JmhResult::complete)) {
      throw JsonFile.unreadable(
          file, "a result has no benchmark or no primaryMetric", "give JMH's own JSON");
    }
    return new JmhResults(results);
  }

  /** All that was measured, a row for every metric of every result. */
  public List<MeasuredRow> rows() {
    return results.stream().flatMap(result -> result.rows().stream()).toList();
  }
}
