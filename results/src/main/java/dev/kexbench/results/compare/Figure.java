package dev.kexbench.results.compare;

import dev.kexbench.results.statistics.Sample;
import java.util.Map;

/**
 * One measured number of one side.
 *
 * @param key what was measured
 * @param direction in which it should move
 * @param sample the values that the runs observed
 */
public record Figure(FigureKey key, Direction direction, Sample sample) {
  /** The typical value of all runs: their geometric mean. */
  public double value() {
    return sample.center();
  }

  /** The same figure with the runs of both. */
  Figure with(Figure other) {
    return new Figure(key, direction, sample.with(other.sample));
  }

  /** The same figure in another direction. */
  Figure with(Direction other) {
    return new Figure(key, other, sample);
  }

  /** The same figure, measured in a round. */
  Figure in(String round) {
    return new Figure(key, direction, sample.in(round));
  }

  /** The same figure with more facets in its key. */
  Figure with(Map<String, String> facets) {
    return new Figure(key.with(facets), direction, sample);
  }

  /** The same figure without a facet in its key. */
  Figure without(String facet) {
    return new Figure(key.without(facet), direction, sample);
  }
}
