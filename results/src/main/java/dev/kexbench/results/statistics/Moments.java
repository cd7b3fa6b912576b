package dev.kexbench.results.statistics;

import java.util.Arrays;

/**
 * Mean and variance of values, or of their logarithms.
 *
 * @param relative whether they are those of logarithms
 * @param variance with n - 1 in its denominator; NaN of a single value
 */
record Moments(boolean relative, double mean, double variance) {
  /** Those of logarithms if all values are positive. */
  static Moments of(double... values) {
    boolean relative = Arrays.stream(values).allMatch(value -> value > 0);
    return of(relative ? Arrays.stream(values).map(Math::log).toArray() : values, relative);
  }

  static Moments of(double[] scaled, boolean relative) {
    double mean = Arrays.stream(scaled).average().orElseThrow();
    double squares = Arrays.stream(scaled).map(value -> (value - mean) * (value - mean)).sum();
    return new Moments(
        relative, mean, scaled.length == 1 ? Double.NaN : squares / (scaled.length - 1));
  }

  /** The mean in the values' unit: geometric if it is that of logarithms. */
  double value() {
    return relative ? Math.exp(mean) : mean;
  }
}
