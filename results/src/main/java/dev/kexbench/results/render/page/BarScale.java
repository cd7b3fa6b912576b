package dev.kexbench.results.render.page;

import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.page.ExchangeBars.Bars;
import dev.kexbench.results.render.page.ExchangeBars.Range;
import dev.kexbench.results.render.page.ExchangeBars.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * The axis of a column of bars.
 *
 * @param low where bars begin
 * @param high where the longest bar ends at most
 * @param log whether every factor of ten is as wide as the next; the values are nanoseconds
 * @param ticks where it is labelled, and lines cross the bars
 */
record BarScale(double low, double high, boolean log, List<Double> ticks) {
  private static final double[] STEPS = {1, 2, 5, 10};
  private static final int MOST_STEPS = 4;

  /** The share of the axis that a label takes. */
  private static final double LABEL = 0.35;

  /** The axis for these values; null without bars. */
  static BarScale of(Bars bars, List<Value> values) {
    double[] known = values.stream().flatMapToDouble(BarScale::ends).filter(v -> v > 0).toArray();
    if (bars == Bars.NONE || known.length == 0) {
      return null;
    }
    double most = DoubleStream.of(known).max().getAsDouble();
    return bars == Bars.FROM_ZERO
        ? linear(most)
        : logarithmic(DoubleStream.of(known).min().getAsDouble(), most);
  }

  private static DoubleStream ends(Value value) {
    if (value.value() == null) {
      return DoubleStream.empty();
    }
    Range range = value.range();
    return range == null
        ? DoubleStream.of(value.value())
        : DoubleStream.of(value.value(), range.low(), range.high());
  }

  private static BarScale linear(double most) {
    double step = roundUp(most / 2.5);
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; i * step < most * 1.02; i++) {
      ticks.add(i * step);
    }
    return new BarScale(0, most * 1.02, false, ticks);
  }

  /** The lowest value has a bar, too: the axis begins well below it. */
  private static BarScale logarithmic(double least, double most) {
    double low = roundDown(least / 1.3);
    double high = roundUp(most);
    List<Double> steps = new ArrayList<>();
    List<Double> decades = new ArrayList<>();
    for (double tick = low; tick < high * 1.001; tick = roundUp(tick * 1.5)) {
      steps.add(tick);
    }
    for (double tick = roundToTen(low); tick < high * 1.001; tick *= 10) {
      decades.add(tick);
    }
    BarScale scale = new BarScale(low, high, true, steps);
    if (steps.size() <= MOST_STEPS) {
      return scale;
    }
    if (scale.place(decades.get(0)) > LABEL) {
      decades.add(0, low);
    }
    return new BarScale(low, high, true, decades);
  }

  private static double roundToTen(double value) {
    return Math.pow(10, Math.ceil(Math.log10(value) - 1e-9));
  }

  /** The next of 1, 2 and 5 times a power of ten. */
  private static double roundUp(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
    for (double step : STEPS) {
      if (step * power >= value * 0.9999) {
        return step * power;
      }
    }
    return 10 * power;
  }

  private static double roundDown(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
    double found = power;
    for (double step : STEPS) {
      found = step * power <= value * 1.0001 ? step * power : found;
    }
    return found;
  }

  /** Where a value stands, as a share of the axis. */
  double place(double value) {
    double share =
        log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    return Math.max(0, Math.min(1, share));
  }

  /** Labels at the ticks; they are no part of the text that a table is copied as. */
  String axis() {
    String labels =
        ticks.stream()
            .map(
                tick ->
                    "<i style=\"left:%s\" data-tick=\"%s\"></i>"
                        .formatted(Html.percent(place(tick)), Html.escaped(label(tick))))
            .collect(Collectors.joining());
    return "<span class=\"axis\" aria-hidden=\"true\">" + labels + "</span>";
  }

  private String label(double tick) {
    if (!log) {
      return Numbers.plain(tick).length() < 4 ? Numbers.plain(tick) : Numbers.significant(tick);
    }
    String unit = tick < 999.5 ? " ns" : tick < 999.5e3 ? " µs" : tick < 999.5e6 ? " ms" : " s";
    double per = tick < 999.5 ? 1 : tick < 999.5e3 ? 1e3 : tick < 999.5e6 ? 1e6 : 1e9;
    return Numbers.whole(Math.round(tick / per)) + unit;
  }

  /** The bar of a value, with lines at the ticks and a whisker for its range. */
  String bar(Value value) {
    String lines =
        ticks.stream()
            .map(tick -> "<i style=\"left:%s\"></i>".formatted(Html.percent(place(tick))))
            .collect(Collectors.joining());
    Range range = value.range();
    String whisker =
        range == null
            ? ""
            : "<span class=\"whisker\" style=\"left:%s;width:%s\"></span>"
                .formatted(
                    Html.percent(place(range.low())),
                    Html.percent(place(range.high()) - place(range.low())));
    String words = range == null ? " aria-hidden=\"true\"" : described(range);
    return "<div class=\"track\"%s>%s<span class=\"length\" style=\"width:%s\"></span>%s</div>"
        .formatted(words, lines, Html.percent(place(value.value())), whisker);
  }

  private static String described(Range range) {
    String text = Html.escaped(range.text());
    return " role=\"img\" aria-label=\"%s\" title=\"%s\"".formatted(text, text);
  }
}
