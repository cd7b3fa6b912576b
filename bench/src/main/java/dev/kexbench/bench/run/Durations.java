package dev.kexbench.bench.run;

import dev.kexbench.results.suite.Row;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long forks took, and how long those that remain will take: as long as the forks of the same
 * row and variant on average, or of all rows if there was none yet. A warm-up ends by work, so only
 * measured forks show how long a row takes on this machine.
 */
final class Durations {
  private final Map<Fork, Times> forks = new HashMap<>();
  private Duration measured = Duration.ZERO;
  private int count;

  private record Fork(Row row, String variant) {}

  /**
   * Of the forks of one row on one variant.
   *
   * @param total of those that have ended
   */
  private record Times(Duration total, int ended, int remaining) {}

  /** Adds the forks of a plan to those that remain. */
  void expect(BenchPlan plan, List<Variant> variants) {
    for (Row row : plan.rows()) {
      for (Variant variant : variants) {
        Times planned = new Times(Duration.ZERO, 0, plan.timing().forks());
        forks.merge(new Fork(row, variant.name()), planned, Durations::sum);
      }
    }
  }

  private static Times sum(Times some, Times more) {
    return new Times(
        some.total.plus(more.total), some.ended + more.ended, some.remaining + more.remaining);
  }

  /** Notes that a fork has ended. */
  void ended(Row row, Variant variant, Duration time) {
    measured = measured.plus(time);
    count++;
    forks.merge(new Fork(row, variant.name()), new Times(time, 1, -1), Durations::sum);
  }

  /** The number of forks that remain. */
  int remaining() {
    return forks.values().stream().mapToInt(Times::remaining).sum();
  }

  /** The number of forks that have ended. */
  int ended() {
    return count;
  }

  /** The approximate time of the forks that remain; empty if none has ended. */
  Optional<Duration> left() {
    return count == 0
        ? Optional.empty()
        : Optional.of(
            forks.values().stream().map(this::left).reduce(Duration.ZERO, Duration::plus));
  }

  private Duration left(Times of) {
    Duration each = of.ended == 0 ? measured.dividedBy(count) : of.total.dividedBy(of.ended);
    return each.multipliedBy(of.remaining);
  }
}
