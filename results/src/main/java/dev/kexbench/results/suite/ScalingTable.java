package dev.kexbench.results.suite;

import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.TextTable;
import dev.kexbench.results.statistics.MeanEstimate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How rows scale with threads, for every row that was measured with one thread and with more. */
public final class ScalingTable {
  private static final double MICROS_PER_SECOND = 1e6;
  private static final String NOTE =
      "efficiency: the rate over that of one thread in the same round, times as many threads as"
          + " there are cores for (%d here); ±: %s\n";

  private final int cores;
  private final TextTable table =
      new TextTable(
          1, List.of("", "threads", "µs/op", "±", "rate", "per thread", "efficiency", "±"));

  private ScalingTable(int cores) {
    this.cores = cores;
  }

  /**
   * The table and a line that explains it; empty if nothing was measured with several thread
   * counts.
   *
   * @param cores that the threads can use
   */
  public static Optional<String> of(List<Score> scores, int cores) {
    Map<Row, Map<Integer, Score>> byRow = new LinkedHashMap<>();
    for (Score score : scores) {
      byRow
          .computeIfAbsent(score.row().with(1), any -> new TreeMap<>())
          .put(score.row().threads(), score);
    }
    byRow.values().removeIf(counts -> counts.size() < 2 || !counts.containsKey(1));
    if (byRow.isEmpty()) {
      return Optional.empty();
    }
    ScalingTable scaling = new ScalingTable(cores);
    byRow.forEach(scaling::add);
    return Optional.of(scaling.table.text() + NOTE.formatted(cores, ScoreError.meaning(scores)));
  }

  private void add(Row row, Map<Integer, Score> counts) {
    Score alone = counts.get(1);
    counts.values().stream()
        .sorted(Comparator.comparing(score -> score.row().threads()))
        .forEach(score -> table.add(line(row, score, alone)));
  }

  private List<String> line(Row row, Score score, Score alone) {
    int threads = score.row().threads();
    double rate = rate(score);
    double reached = (double) threads / Math.min(threads, cores);
    MeanEstimate efficiency = Ratio.of(score, alone).times(reached);
    return List.of(
        threads == 1 ? row.label() : "",
        String.valueOf(threads),
        Numbers.significant(score.micros()),
        Numbers.error(score.microsError(), score.micros()),
        Numbers.whole(rate),
        Numbers.whole(rate / threads),
        Numbers.significant(efficiency.value()),
        threads == 1 ? "" : Numbers.error(error(score, alone, efficiency), efficiency.value()));
  }

  /** Unknown if a 95 % interval would need more forks. */
  private static double error(Score score, Score alone, MeanEstimate efficiency) {
    int forks = Math.min(score.forks().runs().size(), alone.forks().runs().size());
    return forks < ScoreError.FEWEST ? Double.NaN : efficiency.error();
  }

  /** Operations per second of all threads together. */
  private static double rate(Score score) {
    return score.row().threads() * MICROS_PER_SECOND / score.micros();
  }
}
