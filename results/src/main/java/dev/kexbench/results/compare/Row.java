package dev.kexbench.results.compare;

/**
 * One figure of one side.
 *
 * @param key what was measured
 * @param direction which way it should go
 * @param sample what the runs observed
 */
public record Row(RowKey key, Direction direction, Sample sample) {
  /** The median of all runs. */
  public double value() {
    return sample.center();
  }

  /** The same figure with the other's runs beside these. */
  Row with(Row other) {
    return new Row(key, direction, sample.with(other.sample));
  }

  /** The same, measured in a round. */
  Row in(String round) {
    return new Row(key, direction, sample.in(round));
  }

  /** The same with a facet more in its key. */
  Row with(String facet, String value) {
    return new Row(key.with(facet, value), direction, sample);
  }

  /** The same with a facet of its key left open. */
  Row without(String facet) {
    return new Row(key.without(facet), direction, sample);
  }
}
