package dev.kexbench.results.compare;

import dev.kexbench.results.report.Reason;
import dev.kexbench.results.report.Verdict;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One side of a comparison.
 *
 * @param kind what was measured with
 * @param settings one for every file
 * @param rows every figure, with its value in every file
 * @param verdict on all files together
 */
public record ResultSet(Kind kind, List<Setting> settings, List<Row> rows, Verdict verdict) {
  /** What the figures come from. */
  public enum Kind {
    LOAD("a load report"),
    JMH("JMH's results");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Keeps its own copies; rows of the same key become one row with all their values. */
  public ResultSet {
    settings = List.copyOf(settings);
    rows = List.copyOf(merged(rows));
  }

  /**
   * Reads a side: a report, JMH's JSON, a folder that holds either, or several joined by commas.
   *
   * @throws dev.kexbench.results.command.CommandFailure with exit code 2 when a file cannot be
   *     read, 3 when the files are of different kinds
   */
  public static ResultSet load(String paths) {
    return ResultSource.load(paths);
  }

  /** Reads a side of these files and folders. */
  static ResultSet load(List<Path> paths) {
    return ResultSource.load(paths);
  }

  /** This and another side's files as one; both are of one kind. */
  ResultSet with(ResultSet other) {
    List<Reason> reasons = both(verdict.reasons(), other.verdict.reasons());
    Verdict worse = new Verdict(verdict.state().worse(other.verdict.state()), reasons);
    return new ResultSet(kind, both(settings, other.settings), both(rows, other.rows), worse);
  }

  private static <T> List<T> both(List<T> some, List<T> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private static Collection<Row> merged(List<Row> rows) {
    Map<RowKey, Row> byKey = new LinkedHashMap<>();
    rows.forEach(row -> byKey.merge(row.key(), row, Row::with));
    return byKey.values();
  }
}
