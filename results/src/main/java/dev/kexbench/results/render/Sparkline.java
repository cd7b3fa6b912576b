package dev.kexbench.results.render;

import java.util.List;
import java.util.Objects;

/** Values as a line of bars, one character each: {@code ▁▂▅█}. */
public final class Sparkline {
  private static final String BARS = "▁▂▃▄▅▆▇█";

  private Sparkline() {}

  /**
   * The last values that fit, newest last, from 0 to the highest of them.
   *
   * @param values amounts; null where unknown, which is blank
   * @param width in characters
   */
  public static String of(List<Double> values, int width) {
    List<Double> shown =
        values.subList(Math.max(0, values.size() - Math.max(0, width)), values.size());
    double most = shown.stream().filter(Objects::nonNull).mapToDouble(each -> each).max().orElse(0);
    StringBuilder line = new StringBuilder();
    shown.forEach(value -> line.append(value == null ? ' ' : bar(value, most)));
    return line.toString();
  }

  private static char bar(double value, double most) {
    double level = most > 0 ? value / most * BARS.length() : 0;
    return BARS.charAt((int) Math.max(0, Math.min(BARS.length() - 1, Math.ceil(level) - 1)));
  }
}
