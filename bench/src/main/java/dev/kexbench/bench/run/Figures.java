package dev.kexbench.bench.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Formats numbers, independently of the locale. */
public final class Figures {
  private Figures() {}

  /**
   * Three significant digits, or all integer digits from 1,000 up: {@code 2,431}, {@code 315},
   * {@code 0.0815}.
   */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return "?";
    }
    if (Math.abs(value) >= 99.95) {
      return whole(value);
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(3));
    int digits = value == 0 ? 0 : 3 - rounded.precision() + rounded.scale();
    return rounded.setScale(Math.max(0, digits), RoundingMode.UNNECESSARY).toPlainString();
  }

  /** An error, rounded up to the last digit that {@link #number} shows of its value. */
  public static String error(double value, double beside) {
    if (!Double.isFinite(value) || !Double.isFinite(beside)) {
      return "?";
    }
    int digits = Math.max(0, new BigDecimal(number(beside).replace(",", "")).scale());
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(digits, RoundingMode.UP);
    return String.format(Locale.ROOT, "%,." + digits + "f", rounded);
  }

  /** {@code 1,837}. */
  public static String whole(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%,.0f", value) : "?";
  }

  /** A share as a percentage: {@code 97.6 %}. */
  public static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** JMH's unit with the µ that JMH writes as u: {@code µs/op}. */
  public static String unit(String unit) {
    return unit.replaceFirst("^us/", "µs/");
  }

  /** {@code 45 s}, {@code 2 min 5 s}, {@code 1 h 10 min}. */
  public static String duration(Duration time) {
    long seconds = Math.round(time.toMillis() / 1e3);
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3_600
        ? "%d min %d s".formatted(seconds / 60, seconds % 60)
        : "%d h %d min".formatted(seconds / 3_600, seconds % 3_600 / 60);
  }
}
