package dev.kexbench.results.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Corrects the p values of several simultaneous tests (Holm, A simple sequentially rejective
 * multiple test procedure, 1979).
 */
public final class Holm {
  private Holm() {}

  /** The corrected values, in the given order; NaN stands for no test. */
  public static List<Double> corrected(List<Double> values) {
    List<Integer> tests =
        IntStream.range(0, values.size())
            .boxed()
            .filter(at -> !values.get(at).isNaN())
            .sorted(Comparator.comparing(values::get))
            .toList();
    double[] corrected = values.stream().mapToDouble(Double::doubleValue).toArray();
    double least = 0;
    for (int rank = 0; rank < tests.size(); rank++) {
      int at = tests.get(rank);
      least = Math.max(least, Math.min(1, (tests.size() - rank) * values.get(at)));
      corrected[at] = least;
    }
    return IntStream.range(0, corrected.length).mapToObj(at -> corrected[at]).toList();
  }
}
