package dev.kexbench.results.render;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** How numbers are written, whatever the locale. */
public final class Numbers {
  private static final double KIB = 1024;

  private Numbers() {}

  /** {@code 48,620}. */
  public static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Three significant digits, more above 1,000: {@code 2,431}, {@code 31.0}, {@code 0.0815}. */
  public static String significant(double number) {
    double size = Math.abs(number);
    if (size > 0 && size < 0.9995) {
      return BigDecimal.valueOf(number).round(new MathContext(3)).toPlainString();
    }
    String format = size >= 99.95 ? "%,.0f" : size >= 9.995 ? "%.1f" : "%.2f";
    return number == 0 ? "0" : String.format(Locale.ROOT, format, number);
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
    String format =
        percent >= 9.95 || percent == 0 ? "%.0f %%" : percent >= 1 ? "%.1f %%" : "%.2f %%";
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
      default -> significant(value) + " " + unit;
    };
  }
}
