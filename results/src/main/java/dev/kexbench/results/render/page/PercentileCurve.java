package dev.kexbench.results.render.page;

import dev.kexbench.results.render.StageNames;
import dev.kexbench.results.render.page.Chart.Axis;
import dev.kexbench.results.render.page.Chart.Series;
import dev.kexbench.results.render.page.Chart.Style;
import dev.kexbench.results.report.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Latencies over percentiles, where every nine more is as wide as the one before. The area below
 * the generator's own lag is filled.
 */
final class PercentileCurve {
  private static final int POINTS_PER_NINE = 20;
  private static final int MOST_NINES = 6;
  private static final String LAG = StageNames.of(Stage.LAG);

  private PercentileCurve() {}

  /** One line for each histogram of nanoseconds, as far as it has samples. */
  static Chart of(String id, Map<String, Histogram> histograms) {
    return of(id, new Axis("latency", "nanos", true), histograms);
  }

  /** The same over an axis of nanoseconds. */
  static Chart of(String id, Axis latency, Map<String, Histogram> histograms) {
    long most = histograms.values().stream().mapToLong(Histogram::getTotalCount).max().orElse(1);
    double nines = Math.min(MOST_NINES, Math.log10(Math.max(10, most)));
    List<Double> xs =
        IntStream.rangeClosed(1, (int) Math.ceil(nines * POINTS_PER_NINE))
            .mapToObj(i -> Math.pow(10, (double) i / POINTS_PER_NINE))
            .toList();
    List<Series> lines = new ArrayList<>();
    histograms.forEach(
        (name, histogram) ->
            lines.add(
                new Series(
                    name, ys(histogram, xs), false, name.equals(LAG) ? Style.AREA : Style.LINE)));
    return new Chart(id, new Axis("percentile", "percentile", true), latency, xs, lines);
  }

  /** Nothing beyond the last percentile that a sample stands for. */
  private static List<Double> ys(Histogram histogram, List<Double> xs) {
    List<Double> ys = new ArrayList<>();
    for (double x : xs) {
      double value = histogram.getValueAtPercentile(100 * (1 - 1 / x));
      ys.add(x > histogram.getTotalCount() || value <= 0 ? null : Double.valueOf(value));
    }
    return ys;
  }
}
