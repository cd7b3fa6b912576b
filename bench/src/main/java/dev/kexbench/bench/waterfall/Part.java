package dev.kexbench.bench.waterfall;

import dev.kexbench.results.statistics.MedianEstimate;
import dev.kexbench.results.statistics.Sample;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A part of an answer's time.
 *
 * @param name for display
 * @param micros microseconds
 * @param error half of its 95 % interval, in microseconds; NaN with one fork
 * @param rounds its time in each round, in microseconds
 */
record Part(String name, double micros, double error, List<Double> rounds) {
  /**
   * This part minus another. The error comes from the differences within rounds, so a disturbance
   * that affected both alike cancels out.
   */
  Part less(Part other, String as) {
    double[] differences =
        IntStream.range(0, Math.min(rounds.size(), other.rounds.size()))
            .mapToDouble(round -> rounds.get(round) - other.rounds.get(round))
            .toArray();
    double doubt =
        differences.length == 0 ? Double.NaN : MedianEstimate.of(Sample.of(differences)).error();
    return new Part(
        as, micros - other.micros, doubt, DoubleStream.of(differences).boxed().toList());
  }
}
