package dev.kexbench.results.statistics;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The observations of one figure on one side, run by run. The run is the unit of comparison: a JMH
 * fork with its iterations, or a load test with its one value. Observations of one run share its
 * compiled code, its memory and its time of measurement, so they are not independent samples.
 *
 * @param runs at least one, none of them empty
 * @param rounds for each run the unique name of the round that it was measured in; empty if runs
 *     were not measured in rounds
 */
public record Sample(List<List<Double>> runs, List<String> rounds) {
  /** Keeps its own copies. */
  public Sample {
    runs = runs.stream().map(List::copyOf).toList();
    rounds = List.copyOf(rounds);
    if (runs.isEmpty() || runs.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("a sample has at least one run, each with a value");
    }
    if (!rounds.isEmpty() && rounds.size() != runs.size()) {
      throw new IllegalArgumentException("every run has a round, or none has");
    }
  }

  /** Runs that were not measured in rounds. */
  public Sample(List<List<Double>> runs) {
    this(runs, List.of());
  }

  /** Runs of one value each. */
  public static Sample of(double... values) {
    return new Sample(DoubleStream.of(values).mapToObj(List::of).toList());
  }

  /** These runs, all measured in one round. */
  public Sample in(String round) {
    return new Sample(runs, Collections.nCopies(runs.size(), round));
  }

  /** The mean of each run. */
  public List<Double> means() {
    return runs.stream().map(Sample::mean).toList();
  }

  /** The typical value, as {@link MeanEstimate} has it. */
  public double center() {
    return Moments.of(means().stream().mapToDouble(Double::doubleValue).toArray()).value();
  }

  /** The runs of both samples; without rounds unless both have them. */
  public Sample with(Sample other) {
    boolean known = !rounds.isEmpty() && !other.rounds.isEmpty();
    return new Sample(both(runs, other.runs), known ? both(rounds, other.rounds) : List.of());
  }

  private static <T> List<T> both(List<T> some, List<T> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  /** The median: the middle number, or the mean of the two in the middle. */
  public static double median(DoubleStream numbers) {
    return medianOf(numbers.toArray());
  }

  /** The median of an array, which is sorted in place. */
  static double medianOf(double[] numbers) {
    Arrays.sort(numbers);
    int middle = numbers.length / 2;
    return numbers.length % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2;
  }

  public static double mean(List<Double> run) {
    return run.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
