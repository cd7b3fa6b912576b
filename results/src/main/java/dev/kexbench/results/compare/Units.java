package dev.kexbench.results.compare;

import java.util.Map;

/** JMH's units, of which there are several for one thing: a row's own may differ between files. */
final class Units {
  private static final Map<String, Double> NANOS =
      Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9, "min", 6e10, "hr", 3.6e12, "day", 8.64e13);

  /** What times are kept in. */
  static final String TIME = "ns/op";

  /** What rates are kept in. */
  static final String RATE = "ops/s";

  private static final String PER_OPERATION = "/op";
  private static final String OPERATIONS_PER = "ops/";

  private Units() {}

  /** The unit that figures of this one are kept in: {@code ns/op}, {@code ops/s}, or itself. */
  static String normal(String unit) {
    if (isTime(unit)) {
      return TIME;
    }
    return isRate(unit) ? RATE : unit;
  }

  /** What a figure in this unit is multiplied by to be in the normal one. */
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
