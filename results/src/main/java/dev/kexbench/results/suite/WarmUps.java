package dev.kexbench.results.suite;

import dev.kexbench.results.jmh.JmhResult;
import dev.kexbench.results.jmh.Metric;
import dev.kexbench.results.render.Numbers;
import java.util.List;
import java.util.Optional;

/** How the warm-ups of forks ended, as {@code scripts/bench} records it. */
public final class WarmUps {
  private static final String LIMITED = "warmup.limited";
  private static final String OPERATIONS = "warmup.ops";
  private static final String SECONDS = "warmup.time";

  private WarmUps() {}

  /**
   * A line on the warm-ups that ended at their limit, without its end; empty if all forks were
   * steady by then.
   *
   * @param results those of all rounds, joined
   */
  public static Optional<String> limited(List<JmhResult> results) {
    List<JmhResult> limited = results.stream().filter(result -> count(result) > 0).toList();
    if (limited.isEmpty()) {
      return Optional.empty();
    }
    JmhResult first = limited.get(0);
    return Optional.of(
        "warm-up reached its limit in %d of %d forks, the first: %s after %s s and %s operations"
            .formatted(
                limited.stream().mapToInt(WarmUps::count).sum(),
                results.stream().mapToInt(result -> forks(result, LIMITED).size()).sum(),
                Row.of(first).label(),
                Numbers.significant(ofFirst(first, SECONDS)),
                Numbers.whole(ofFirst(first, OPERATIONS))));
  }

  private static int count(JmhResult result) {
    return (int) forks(result, LIMITED).stream().filter(fork -> fork.get(0) > 0).count();
  }

  /** The figure of the first fork whose warm-up ended at its limit. */
  private static double ofFirst(JmhResult result, String figure) {
    List<List<Double>> limited = forks(result, LIMITED);
    int at = 0;
    while (limited.get(at).get(0) == 0) {
      at++;
    }
    List<List<Double>> figures = forks(result, figure);
    return at < figures.size() ? figures.get(at).get(0) : Double.NaN;
  }

  private static List<List<Double>> forks(JmhResult result, String figure) {
    Metric metric = result.secondary().get(figure);
    return metric == null ? List.of() : metric.forks();
  }
}
