package dev.kexbench.results.render.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kexbench.results.statistics.MeanEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Lines or dots over one axis, as the page's script draws them.
 *
 * @param id of the element that it is drawn into
 * @param xs where the lines have values, ascending
 * @param bands areas between two lines that are filled
 * @param marks values of x that are shaded
 */
record Chart(
    String id,
    Axis x,
    Axis y,
    List<Double> xs,
    List<Series> series,
    List<Band> bands,
    List<Mark> marks)
    implements Drawing {
  /** Keeps its own copies. */
  Chart {
    xs = List.copyOf(xs);
    series = List.copyOf(series);
    bands = List.copyOf(bands);
    marks = List.copyOf(marks);
  }

  /** Lines without areas between them. */
  Chart(String id, Axis x, Axis y, List<Double> xs, List<Series> series) {
    this(id, x, y, xs, series, List.of(), List.of());
  }

  /**
   * An axis. That of amounts begins at 0.
   *
   * @param format how its values are written: number, count of whole things, rate per second,
   *     nanos, seconds, share of a whole, percent of change, or percentile, for which a percentile
   *     p stands at 1 / (1 - p)
   * @param log whether every factor of ten is as wide as the next
   * @param range the first and the last value that are shown; null for those of the data
   */
  record Axis(
      String label,
      String format,
      boolean log,
      @JsonInclude(JsonInclude.Include.NON_NULL) List<Double> range) {
    /** An axis for the range of the data. */
    Axis(String label, String format, boolean log) {
      this(label, format, log, null);
    }
  }

  /** How a series is drawn. */
  enum Style {
    LINE,
    DASHED,
    DOTS,
    /** A line whose area down to the axis is filled. */
    AREA,
    /** Bars, which are stacked: that of the last series is at the bottom. */
    BARS
  }

  /**
   * A line, or dots.
   *
   * @param ys as many as the chart has xs; null where there is no value
   * @param edge whether it bounds what the line before it is uncertain by, and is shown, hidden and
   *     coloured with that
   */
  record Series(String label, List<Double> ys, boolean edge, Style style) {
    /** A line. */
    Series(String label, List<Double> ys, boolean edge) {
      this(label, ys, edge, Style.LINE);
    }
  }

  /** The area between two lines, by their places among the series. */
  record Band(int upper, int lower) {}

  /**
   * A value of x that is shaded, as wide as its distance to the next one.
   *
   * @param text what is stated when it is pointed at
   */
  record Mark(double x, String text) {}

  /** Lines with the intervals that they are uncertain by, as they are put together. */
  static final class Uncertain {
    private final List<Series> series = new ArrayList<>();
    private final List<Band> bands = new ArrayList<>();

    /** A line; a point without an interval is a point of the line alone. */
    void add(String label, List<MeanEstimate> points) {
      int at = series.size();
      series.add(new Series(label, points.stream().map(Chart::value).toList(), false));
      if (points.stream().map(point -> end(point, true)).allMatch(Objects::isNull)) {
        return;
      }
      series.add(edge("from", points.stream().map(point -> end(point, false)).toList()));
      series.add(edge("to", points.stream().map(point -> end(point, true)).toList()));
      bands.add(new Band(at + 2, at + 1));
    }

    private static Series edge(String label, List<Double> ys) {
      return new Series(label, ys, true);
    }

    Chart chart(String id, Axis x, Axis y, List<Double> xs) {
      return new Chart(id, x, y, xs, series, bands, List.of());
    }
  }

  private static Double value(MeanEstimate point) {
    return point == null ? null : point.value();
  }

  private static Double end(MeanEstimate point, boolean upper) {
    if (point == null) {
      return null;
    }
    double end = upper ? point.interval().high() : point.interval().low();
    boolean bounded = Double.isFinite(point.interval().high());
    return bounded ? Double.valueOf(end) : null;
  }
}
