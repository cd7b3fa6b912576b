package dev.kexbench.results.compare;

import dev.kexbench.results.statistics.QuantileBootstrap;
import dev.kexbench.results.statistics.QuantileShift;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the whole latency distribution moved.
 *
 * @param points the shift of each quantile; the intervals hold simultaneously in 95 of 100 cases
 */
public record LatencyShift(List<QuantileShift> points) {
  private static final int POINTS_PER_NINE = 8;

  /** Keeps its own copy. */
  public LatencyShift {
    points = List.copyOf(points);
  }

  /** The shift between two sides; empty if a side has no per-second histograms, or too few. */
  public static Optional<LatencyShift> of(ResultSet base, ResultSet fresh) {
    return base.latency()
        .flatMap(before -> fresh.latency().map(after -> new QuantileBootstrap(before, after)))
        .filter(both -> both.evidence().decides())
        .map(LatencyShift::between);
  }

  private static LatencyShift between(QuantileBootstrap sides) {
    double nines = Math.max(0, Math.log10(sides.fewest() / Quantiles.FEWEST_BEYOND));
    List<Double> shares =
        Stream.concat(
                Stream.of(0.1, 0.25),
                IntStream.rangeClosed(3, (int) (nines * POINTS_PER_NINE))
                    .mapToObj(i -> 1 - Math.pow(10, -(double) i / POINTS_PER_NINE)))
            .toList();
    return new LatencyShift(sides.compare(shares));
  }
}
