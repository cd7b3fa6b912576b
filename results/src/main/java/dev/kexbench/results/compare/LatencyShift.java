package dev.kexbench.results.compare;

import dev.kexbench.results.statistics.Estimate;
import dev.kexbench.results.statistics.LatencySeries;
import dev.kexbench.results.statistics.MeanEstimate;
import dev.kexbench.results.statistics.QuantileShift;
import dev.kexbench.results.statistics.Sample;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the whole latency distribution moved. Each run has one value of each quantile, as each run is
 * one observation of every other figure.
 *
 * @param points the shift of each quantile; each interval holds in 95 of 100 cases, and is
 *     unbounded with single runs
 */
public record LatencyShift(List<QuantileShift> points) {
  /** The minimum number of latencies of a run beyond a quantile for it to be reliable. */
  static final double FEWEST_BEYOND = 30;

  private static final int POINTS_PER_NINE = 8;

  /** Keeps its own copy. */
  public LatencyShift {
    points = List.copyOf(points);
  }

  /** The shift between two sides of one exchange each; empty if a run has no latencies. */
  public static Optional<LatencyShift> of(LoadRuns base, LoadRuns fresh) {
    return base.latency()
        .flatMap(
            before ->
                fresh
                    .latency()
                    .map(after -> between(new Side(base, before), new Side(fresh, after))));
  }

  private static LatencyShift between(Side base, Side fresh) {
    long fewest = Math.min(base.latency().fewest(), fresh.latency().fewest());
    double nines = Math.max(0, Math.log10(fewest / FEWEST_BEYOND));
    List<Double> shares =
        Stream.concat(
                Stream.of(0.1, 0.25),
                IntStream.rangeClosed(3, (int) (nines * POINTS_PER_NINE))
                    .mapToObj(i -> 1 - Math.pow(10, -(double) i / POINTS_PER_NINE)))
            .toList();
    List<Sample> before = base.quantiles(shares);
    List<Sample> after = fresh.quantiles(shares);
    return new LatencyShift(
        IntStream.range(0, shares.size())
            .mapToObj(at -> shift(shares.get(at), before.get(at), after.get(at)))
            .toList());
  }

  private static QuantileShift shift(double share, Sample base, Sample fresh) {
    return new QuantileShift(
        share, MeanEstimate.of(base), MeanEstimate.of(fresh), Estimate.of(base, fresh));
  }

  /** The runs of one side, and their latencies. */
  private record Side(LoadRuns runs, LatencySeries latency) {
    List<Sample> quantiles(List<Double> shares) {
      return latency.quantiles(shares).stream().map(runs::sample).toList();
    }
  }
}
