package dev.kexbench.results.compare;

/** Which way a figure should go. */
public enum Direction {
  HIGHER_IS_BETTER,
  LOWER_IS_BETTER,
  /** Shown, not judged. */
  NEUTRAL;

  /** JMH's units: operations per time should rise, anything per operation should fall. */
  static Direction ofUnit(String unit) {
    if (unit.startsWith("ops/")) {
      return HIGHER_IS_BETTER;
    }
    return unit.endsWith("/op") ? LOWER_IS_BETTER : NEUTRAL;
  }
}
