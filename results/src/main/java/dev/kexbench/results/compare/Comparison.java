package dev.kexbench.results.compare;

import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Percent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Two sides next to each other.
 *
 * @param comparability whether that means anything
 * @param pairs the figures that both sides have; none when the sides are not comparable
 * @param missing figures that should be judged, are in BASE, and are not in NEW
 * @param margin the share that a figure may move without being a difference
 */
public record Comparison(
    Comparability comparability, List<Pair> pairs, List<RowKey> missing, Percent margin) {
  /** Keeps its own copies. */
  public Comparison {
    pairs = List.copyOf(pairs);
    missing = List.copyOf(missing);
  }

  /** A figure on both sides, and what became of it. */
  public record Pair(Row base, Row fresh, Change change) {}

  /** Compares two sides. */
  public static Comparison of(ResultSet base, ResultSet fresh, Judge judge) {
    Comparability comparability = Comparability.of(base, fresh);
    List<Pair> pairs = new ArrayList<>();
    List<RowKey> missing = new ArrayList<>();
    if (comparability.comparable()) {
      pair(base, fresh, judge, pairs, missing);
    }
    return new Comparison(comparability, pairs, missing, judge.margin());
  }

  /** How many figures became of this kind. */
  public long count(Class<? extends Change> kind) {
    return pairs.stream().filter(pair -> kind.isInstance(pair.change())).count();
  }

  /** The exit code of a command that ends with this comparison; comparing nothing is not fine. */
  public int exitCode() {
    boolean believed = comparability.comparable() && comparability.invalid().isEmpty();
    return ExitCode.worst(
        believed ? ExitCode.FINE : ExitCode.NOT_COMPARABLE,
        missing.isEmpty() && !pairs.isEmpty() ? ExitCode.FINE : ExitCode.MISSING,
        count(Change.Worse.class) == 0 ? ExitCode.FINE : ExitCode.WORSE);
  }

  private static void pair(
      ResultSet base, ResultSet fresh, Judge judge, List<Pair> pairs, List<RowKey> missing) {
    Map<RowKey, Row> byKey =
        fresh.rows().stream().collect(Collectors.toMap(Row::key, Function.identity()));
    for (Row row : base.rows()) {
      Row other = byKey.get(row.key());
      if (other != null) {
        pairs.add(new Pair(row, other, judge.judge(row, other)));
      } else if (row.direction() != Direction.NEUTRAL) {
        missing.add(row.key());
      }
    }
  }
}
