package dev.kexbench.results.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.report.JsonFile;
import java.nio.file.Path;
import java.util.ArrayList;
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
    if (!tree.isArray()) {
      throw JsonFile.unreadable(
          file, "it is neither a load report nor JMH's results", "give a report.json or jmh.json");
    }
    if (tree.isEmpty()) {
      throw JsonFile.unreadable(
          file, "it holds no results", "give a file of a run in which a benchmark ended");
    }
    List<JmhResult> results = new ArrayList<>();
    for (JsonNode row : tree) {
      results.add(new JmhReader(file, results.size() + 1, row).result());
    }
    return new JmhResults(results);
  }

  /** The failure for a row of a file, from 1, whose content is refused. */
  public CommandFailure refused(Path file, int row, String why) {
    return JmhReader.refused(file, row, results.get(row - 1).benchmark(), why);
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
    Map<Object, JmhResult> byRow = new LinkedHashMap<>();
    rounds.stream()
        .flatMap(round -> round.results().stream())
        .forEach(result -> byRow.merge(result.row(), result, JmhResult::with));
    return new JmhResults(List.copyOf(byRow.values()));
  }

  /** What is compared of them: scores, CPU time, instructions, and what an operation allocates. */
  public JmhResults compared() {
    return new JmhResults(results.stream().map(JmhResult::compared).toList());
  }

  /** All that was measured, a row for every metric of every result. */
  public List<MeasuredRow> rows() {
    return results.stream().flatMap(result -> result.rows().stream()).toList();
  }
}
