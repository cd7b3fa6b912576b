package dev.kexbench.loadgen.plan;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rates of a network in bits per second, with decimal units as {@code tc} has them. */
final class BitRate {
  private static final Pattern GRAMMAR = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)([kmg]?bit)");
  private static final Map<String, Long> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("gbit", 1_000_000_000L);
    UNITS.put("mbit", 1_000_000L);
    UNITS.put("kbit", 1_000L);
    UNITS.put("bit", 1L);
  }

  private BitRate() {}

  /**
   * Parses {@code 10mbit}.
   *
   * @throws IllegalArgumentException with a message that states what was expected
   */
  static long parse(String text) {
    Matcher parts = GRAMMAR.matcher(text);
    try {
      if (parts.matches()) {
        BigDecimal unit = BigDecimal.valueOf(UNITS.get(parts.group(2)));
        long bits = new BigDecimal(parts.group(1)).multiply(unit).longValueExact();
        if (bits > 0) {
          return bits;
        }
      }
    } catch (ArithmeticException fraction) {
      throw new IllegalArgumentException(
          "rate: '" + text + "' is no whole number of bits", fraction);
    }
    throw new IllegalArgumentException(
        "rate: '" + text + "' is not a rate above 0 such as 500kbit, 10mbit or 1gbit");
  }

  /** In the largest unit that leaves a whole number. */
  static String text(long bitsPerSecond) {
    return UNITS.entrySet().stream()
        .filter(unit -> bitsPerSecond % unit.getValue() == 0)
        .findFirst()
        .map(unit -> bitsPerSecond / unit.getValue() + unit.getKey())
        .orElseThrow();
  }
}
