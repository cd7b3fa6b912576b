package dev.kexbench.results.render;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** Formats numbers, independently of the locale. */
public final class Numbers {
  private static final int DIGITS = 3;
  private static final double KIB = 1024;
  private static final String UNKNOWN = "?";

  private Numbers() {}

  /** {@code 48,620}. */
  public static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A number of things: {@code 1 row}, {@code 2,000 rows}. */
  public static String counted(long number, String thing) {
    return whole(number) + " " + thing + (number == 1 ? "" : "s");
  }

  /** Rounded to a whole number, as {@code 1,837}; ? if it is not finite. */
  public static String whole(double number) {
    return Double.isFinite(number) ? String.format(Locale.ROOT, "%,.0f", number) : UNKNOWN;
  }

  /**
   * Three significant digits, or all integer digits from 1,000 up: {@code 2,431}, {@code 31.0},
   * {@code 0.0815}; ? if it is not finite.
   */
  public static String significant(double number) {
    if (!Double.isFinite(number) || Math.abs(number) >= 99.95) {
      return whole(number);
    }
    return rounded(number).toPlainString();
  }

  private static BigDecimal rounded(double number) {
    BigDecimal rounded = BigDecimal.valueOf(number).round(new MathContext(DIGITS));
    int scale = number == 0 ? 0 : DIGITS - rounded.precision() + rounded.scale();
    return rounded.setScale(Math.max(0, scale), RoundingMode.UNNECESSARY);
  }

  /**
   * The error of a value, rounded up to the last digit that {@link #significant} shows of the
   * value; ? if either is not finite.
   */
  public static String error(double error, double value) {
    if (!Double.isFinite(error) || !Double.isFinite(value)) {
      return UNKNOWN;
    }
    int scale = Math.abs(value) >= 99.95 ? 0 : rounded(value).scale();
    BigDecimal rounded = BigDecimal.valueOf(error).setScale(scale, RoundingMode.UP);
    return String.format(Locale.ROOT, "%,." + scale + "f", rounded);
  }

  /** Nanoseconds in the unit that reads best: {@code 412 ns}, {@code 83.1 µs}, {@code 1.04 ms}. */
  public static String duration(double nanos) {
    double size = Math.abs(nanos);
    if (size < 999.5) {
      return String.format(Locale.ROOT, "%.0f ns", nanos);
    }
    if (size < 999.5e3) {
      return significant(nanos / 1e3) + " µs";
    }
    return size < 999.5e6 ? significant(nanos / 1e6) + " ms" : significant(nanos / 1e9) + " s";
  }

  /** The same with its sign, for differences: {@code +51.2 µs}, {@code -17.1 µs}. */
  public static String signed(double nanos) {
    return (nanos < 0 ? "-" : "+") + duration(Math.abs(nanos));
  }

  /** A time as it was given, not rounded: {@code 30 s}, {@code 2.5 s}, {@code 800 ms}. */
  public static String exact(Duration time) {
    long nanos = time.toNanos();
    if (nanos == 0 || nanos >= 1_000_000_000) {
      return plain(nanos / 1e9) + " s";
    }
    return nanos < 1_000_000 ? plain(nanos / 1e3) + " µs" : plain(nanos / 1e6) + " ms";
  }

  /** Elapsed time in its two largest units: {@code 45 s}, {@code 2 min 5 s}, {@code 1 h 10 min}. */
  public static String elapsed(Duration time) {
    long seconds = Math.round(time.toMillis() / 1e3);
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3_600
        ? "%d min %d s".formatted(seconds / 60, seconds % 60)
        : "%d h %d min".formatted(seconds / 3_600, seconds % 3_600 / 60);
  }

  /** As short as it goes: {@code 20}, {@code 0.5}. */
  public static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  /** A share as a percentage: {@code 84 %}, {@code 4.2 %}, {@code 0.02 %}. */
  public static String percent(double share) {
    double percent = share * 100;
    if (percent > 0 && percent < 0.01) {
      return "<0.01 %";
    }
    double size = Math.abs(percent);
    String format = size >= 9.95 || size == 0 ? "%.0f %%" : size >= 1 ? "%.1f %%" : "%.2f %%";
    return String.format(Locale.ROOT, format, percent);
  }

  /** Bytes: {@code 512 B}, {@code 12.3 KiB}. */
  public static String bytes(double number) {
    return number < KIB
        ? String.format(Locale.ROOT, "%.0f B", number)
        : significant(number / KIB) + " KiB";
  }

  /** New over base as a percentage with its sign: {@code +4.2 %}. */
  public static String change(double ratio) {
    return Double.isInfinite(ratio)
        ? "from 0"
        : String.format(Locale.ROOT, "%+.1f %%", (ratio - 1) * 100).replace("-0.0 ", "+0.0 ");
  }

  /** A value in one of the units of {@link dev.kexbench.results.compare.FigureKey}. */
  public static String value(double value, String unit) {
    return switch (unit) {
      case "ns" -> duration(value);
      case "ns/op" -> (value < 999.5 ? significant(value) + " ns" : duration(value)) + "/op";
      case "us" -> duration(value * 1e3);
      case "share" -> percent(value);
      case "/s" -> significant(value) + "/s";
      default -> significant(value) + " " + unit(unit);
    };
  }

  /** JMH's unit with the µ that JMH writes as u: {@code µs/op}. */
  public static String unit(String unit) {
    return unit.replaceFirst("^us/", "µs/");
  }
}
