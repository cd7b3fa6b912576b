package dev.kexbench.results.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kexbench.results.report.JsonFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  /**
   * Reads all of JMH's files in a folder, and joins what they have of the same row.
   *
   * @throws dev.kexbench.results.command.CommandFailure with exit code 2 when one is none of JMH's
   */
  public static JmhResults readFolder(Path folder) {
    return joined(JmhFiles.in(folder).stream().map(JmhResults::read).toList());
  }

  /** The results of several rounds, with the forks of all of them in each row. */
  public static JmhResults joined(List<JmhResults> rounds) {
    Map<String, JmhResult> byRow = new LinkedHashMap<>();
    rounds.stream()
        .flatMap(round -> round.results().stream())
        .forEach(result -> byRow.merge(result.row(), result, JmhResult::with));
    return new JmhResults(List.copyOf(byRow.values()));
  }

  /** What is compared of them: scores, and what an operation allocates. */
  public JmhResults compared() {
    return new JmhResults(results.stream().map(JmhResult::compared).toList());
  }

  /** All that was measured, a row for every metric of every result. */
  public List<MeasuredRow> rows() {
    return results.stream().flatMap(result -> result.rows().stream()).toList();
  }
}
