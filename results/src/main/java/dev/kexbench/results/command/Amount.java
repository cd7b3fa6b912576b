package dev.kexbench.results.command;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses amounts on a command line and in conditions. Every method throws {@link
 * IllegalArgumentException} with a message that states what was expected.
 */
public final class Amount {
  private static final Pattern QUANTITY = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?)(\\D*)");
  private static final Map<String, Long> SCALES =
      Map.of("", 1L, "k", 1_000L, "K", 1_000L, "M", 1_000_000L, "G", 1_000_000_000L);
  private static final Map<String, Long> PERIOD_SECONDS =
      Map.of("", 1L, "/s", 1L, "/sec", 1L, "/m", 60L, "/min", 60L, "/h", 3_600L);
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private Amount() {}

  /** A whole number: {@code 10}, {@code 10k} (10,000), {@code 1M}. */
  public static long count(String text) {
    return whole(text, SCALES, "a whole number such as 500, 10k or 1M");
  }

  /** A rate, per second: {@code 500}, {@code 500/s}, {@code 1/min}, {@code 2k}. */
  public static double perSecond(String text) {
    String expected = "a rate such as 500, 2k, 500/s or 1/min";
    int slash = text.indexOf('/');
    String number = slash < 0 ? text : text.substring(0, slash);
    Long period = PERIOD_SECONDS.get(slash < 0 ? "" : text.substring(slash));
    if (period == null) {
      throw refused(text, expected);
    }
    return scaled(text, quantity(text, number, expected), SCALES, expected).doubleValue() / period;
  }

  /** A length of time: {@code 500us}, {@code 20ms}, {@code 10s}, {@code 2m}, {@code 1h}. */
  public static Duration duration(String text) {
    return Duration.ofNanos(whole(text, NANOS, "a duration such as 500us, 20ms, 10s, 2m or 1h"));
  }

  /** A percentage as a share: {@code 3%} is 0.03. */
  public static double share(String text) {
    String expected = "a percentage such as 3% or 0.1%";
    Matcher parts = quantity(text, text, expected);
    if (!parts.group(2).equals("%")) {
      throw refused(text, expected);
    }
    return new BigDecimal(parts.group(1)).movePointLeft(2).doubleValue();
  }

  private static long whole(String text, Map<String, Long> units, String expected) {
    try {
      return scaled(text, quantity(text, text, expected), units, expected).longValueExact();
    } catch (ArithmeticException tooLargeOrBroken) {
      throw refused(text, expected);
    }
  }

  private static Matcher quantity(String text, String number, String expected) {
    Matcher parts = QUANTITY.matcher(number);
    if (!parts.matches()) {
      throw refused(text, expected);
    }
    return parts;
  }

  private static BigDecimal scaled(
      String text, Matcher parts, Map<String, Long> units, String expected) {
    Long scale = units.get(parts.group(2));
    if (scale == null) {
      throw refused(text, expected);
    }
    return new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(scale));
  }

  private static IllegalArgumentException refused(String text, String expected) {
    return new IllegalArgumentException("'" + text + "' is not " + expected);
  }
}
