package dev.kexbench.results.compare;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * One figure of one side.
 *
 * @param key what was measured
 * @param direction which way it should go
 * @param values one for every run, at least one
 * @param error half of the interval that JMH gives the value, or null where there is none
 */
public record Row(RowKey key, Direction direction, List<Double> values, Double error) {
  /** Refuses a row without a value. */
  public Row {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no value for " + key);
    }
  }

  /** The median of all runs. */
  public double value() {
    return median(values.stream().mapToDouble(Double::doubleValue));
  }

  /** The same figure with the other's runs beside these; the error is the larger one. */
  Row with(Row other) {
    Double larger =
        error == null || other.error == null ? null : Double.valueOf(Math.max(error, other.error));
    List<Double> all = Stream.concat(values.stream(), other.values.stream()).toList();
    return new Row(key, direction, all, larger);
  }

  /** The middle one, or the mean of the two in the middle. */
  static double median(DoubleStream numbers) {
    double[] sorted = numbers.sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
