package dev.kexbench.results.compare;

import java.util.Map;

/** Normalizes JMH's units, since the same figure may have different units in different files. */
final class Units {
  private static final Map<String, Double> NANOS =
      Map.of(
          "ns", 1.0, "us", 1e3, "µs", 1e3, "ms", 1e6, "s", 1e9, "min", 6e10, "hr", 3.6e12, "day",
          8.64e13);

  /** The unit for times. */
  static final String TIME = "ns/op";

  /** The unit for rates. */
  static final String RATE = "ops/s";

  private static final String PER_OPERATION = "/op";
  private static final String OPERATIONS_PER = "ops/";

  private Units() {}

  /** The normalized unit: {@code ns/op}, {@code ops/s}, or the unit itself. */
  static String normal(String unit) {
    if (isTime(unit)) {
      return TIME;
    }
    return isRate(unit) ? RATE : unit;
  }

  /** The factor that converts a value in this unit to the normalized one. */
  static double factor(String unit) {
    if (isTime(unit)) {
      return NANOS.get(unit.substring(0, unit.length() - PER_OPERATION.length()));
    }
    return isRate(unit) ? NANOS.get("s") / NANOS.get(unit.substring(OPERATIONS_PER.length())) : 1;
  }

  private static boolean isTime(String unit) {
    return unit.endsWith(PER_OPERATION)
        && NANOS.containsKey(unit.substring(0, unit.length() - PER_OPERATION.length()));
  }

  private static boolean isRate(String unit) {
    return unit.startsWith(OPERATIONS_PER)
        && NANOS.containsKey(unit.substring(OPERATIONS_PER.length()));
  }
}
