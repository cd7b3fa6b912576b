package dev.kexbench.results.compare;

import dev.kexbench.results.statistics.Sample;

/**
 * One figure of one side.
 *
 * @param key what was measured
 * @param direction which way it should go
 * @param sample what the runs observed
 */
public record Figure(FigureKey key, Direction direction, Sample sample) {
  /** The median of all runs. */
  public double value() {
    return sample.center();
  }

  /** The same figure with the other's runs beside these. */
  Figure with(Figure other) {
    return new Figure(key, direction, sample.with(other.sample));
  }

  /** The same, measured in a round. */
  Figure in(String round) {
    return new Figure(key, direction, sample.in(round));
  }

  /** The same with a facet more in its key. */
  Figure with(String facet, String value) {
    return new Figure(key.with(facet, value), direction, sample);
  }

  /** The same with a facet of its key left open. */
  Figure without(String facet) {
    return new Figure(key.without(facet), direction, sample);
  }
}
