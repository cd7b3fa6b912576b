package dev.kexbench.results.compare;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What one side observed of a figure, run by run. A run is what may be compared with another: a
 * fork of JMH with its iterations, or a load test with its one value. Observations of one run share
 * its compiled code, its memory and its minute, and are no samples of their own.
 *
 * @param runs at least one, none of them empty
 */
public record Sample(List<List<Double>> runs) {
  /** Keeps its own copy. */
  public Sample {
    runs = runs.stream().map(List::copyOf).toList();
    if (runs.isEmpty() || runs.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("a sample has at least one run, each with a value");
    }
  }

  /** Runs of one value each. */
  public static Sample of(double... values) {
    return new Sample(DoubleStream.of(values).mapToObj(List::of).toList());
  }

  /** The mean of each run. */
  public List<Double> means() {
    return runs.stream().map(Sample::mean).toList();
  }

  /** The median of the runs' means. */
  public double center() {
    return median(means().stream().mapToDouble(Double::doubleValue));
  }

  /** These runs and those of another sample. */
  Sample with(Sample other) {
    return new Sample(Stream.concat(runs.stream(), other.runs.stream()).toList());
  }

  /** The middle one, or the mean of the two in the middle. */
  static double median(DoubleStream numbers) {
    double[] sorted = numbers.sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  static double mean(List<Double> run) {
    return run.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
