package dev.kexbench.results.render.page;

import dev.kexbench.results.render.Numbers;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * The axis under a strip of values of one unit.
 *
 * @param low the value at its left end
 * @param high the value at its right end
 */
record StripAxis(double low, double high, String unit) {
  private static final int MARGIN = 6;

  /** Room for half of the text under a tick. */
  private static final int HALF_TEXT = 30;

  /** The smallest range that fills the width, as a share of the values: noise looks like noise. */
  private static final double LEAST_RANGE = 0.1;

  /** Ticks are at least this share of the axis apart. */
  private static final double LEAST_STEP = 0.2;

  private static final double[] STEPS = {1, 2, 2.5, 5, 10};

  /** Of values of which none is below 0: from 0 where that costs no more than half of the width. */
  static StripAxis of(double[] values, String unit) {
    double least = DoubleStream.of(values).min().orElse(0);
    double most = DoubleStream.of(values).max().orElse(0);
    double range = Math.max(most - least, LEAST_RANGE * Math.abs(most));
    if (range == 0) {
      return new StripAxis(0, 1, unit);
    }
    double low = (most + least - range) / 2;
    return least >= 0 && low <= range
        ? new StripAxis(0, low + range, unit)
        : new StripAxis(low, low + range, unit);
  }

  /** Where a value stands, from the left. */
  double x(double value) {
    double share = (value - low) / (high - low);
    return MARGIN + share * (ForkStrip.WIDTH - 2 * MARGIN);
  }

  /** The axis at the foot of a chart of this height; the first and the last tick have a text. */
  String svg(int height) {
    double step = step();
    long first = (long) Math.ceil(low / step - 1e-9);
    long last = (long) Math.floor(high / step + 1e-9);
    StringBuilder ticks = new StringBuilder();
    for (long tick = first; tick <= last; tick++) {
      ticks.append("M%s %sv4".formatted(number(x(tick * step)), height - 15));
    }
    return "<path class=\"axis\" d=\"M0 %sH%s%s\"/>%s%s\n"
        .formatted(
            height - 15,
            ForkStrip.WIDTH,
            ticks,
            text(first * step, height),
            text(last * step, height));
  }

  private double step() {
    double least = LEAST_STEP * (high - low);
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    return DoubleStream.of(STEPS)
        .map(step -> step * power)
        .filter(step -> step >= least)
        .findFirst()
        .orElse(10 * power);
  }

  private String text(double value, int height) {
    double x = Math.max(HALF_TEXT, Math.min(ForkStrip.WIDTH - HALF_TEXT, x(value)));
    return "<text x=\"%s\" y=\"%s\">%s</text>"
        .formatted(
            number(x), height - 1, value == 0 ? "0" : Html.escaped(Numbers.value(value, unit)));
  }

  private static String number(double place) {
    return String.format(Locale.ROOT, "%.1f", place);
  }
}
