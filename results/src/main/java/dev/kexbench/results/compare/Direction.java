package dev.kexbench.results.compare;

/** The direction in which a figure should move. */
public enum Direction {
  HIGHER_IS_BETTER,
  LOWER_IS_BETTER,
  /** Shown without a verdict. */
  NEUTRAL;

  /** The direction of a figure that one side may only show, as a quantile of few latencies. */
  Direction and(Direction other) {
    return other == NEUTRAL ? NEUTRAL : this;
  }

  /** For JMH's units: operations per time should rise, anything per operation should fall. */
  static Direction ofUnit(String unit) {
    if (unit.startsWith("ops/")) {
      return HIGHER_IS_BETTER;
    }
    return unit.endsWith("/op") ? LOWER_IS_BETTER : NEUTRAL;
  }
}
