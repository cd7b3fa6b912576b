package dev.kexbench.results.compare;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * How the whole distribution of latencies moved.
 *
 * @param base all latencies of a side
 * @param fresh all of the other
 * @param points how far each quantile moved; the intervals hold together in 95 of 100 cases
 */
public record LatencyShift(Histogram base, Histogram fresh, List<Point> points) {
  private static final int PRECISION = 3;
  private static final int POINTS_PER_NINE = 5;

  /** A quantile, as 0.99, and how far it moved. */
  public record Point(double share, Estimate estimate) {}

  /** Of two sides; empty where one of them does not know its seconds. */
  public static Optional<LatencyShift> of(ResultSet base, ResultSet fresh) {
    return base.latency().flatMap(before -> fresh.latency().map(after -> between(before, after)));
  }

  private static LatencyShift between(Intervals base, Intervals fresh) {
    long fewest = Math.min(base.count(), fresh.count());
    double nines = Math.max(0, Math.log10(fewest / Quantiles.FEWEST_BEYOND));
    List<Double> shares =
        Stream.concat(
                Stream.of(0.1, 0.25),
                IntStream.rangeClosed(2, (int) (nines * POINTS_PER_NINE))
                    .mapToObj(i -> 1 - Math.pow(10, -(double) i / POINTS_PER_NINE)))
            .toList();
    List<Estimate> moved = new QuantileBootstrap(base, fresh).compare(shares);
    List<Point> points =
        IntStream.range(0, shares.size())
            .mapToObj(i -> new Point(shares.get(i), moved.get(i)))
            .toList();
    return new LatencyShift(merged(base), merged(fresh), points);
  }

  private static Histogram merged(Intervals intervals) {
    Histogram all = new Histogram(PRECISION);
    intervals.runs().stream().flatMap(List::stream).forEach(all::add);
    return all;
  }
}
