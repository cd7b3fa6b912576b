package dev.kexbench.results.render.page;

import java.util.List;

/**
 * Lines over one axis, as the page's script draws them.
 *
 * @param id of the element that it is drawn into
 * @param xs where the lines have values, ascending
 */
record Chart(String id, Axis x, Axis y, List<Double> xs, List<Series> series) {
  /**
   * An axis.
   *
   * @param format how its values are written: number, nanos, seconds, percent, or percentile, for
   *     which a percentile p stands at 1 / (1 - p)
   * @param log whether every factor of ten is as wide as the next
   */
  record Axis(String label, String format, boolean log) {}

  /**
   * A line.
   *
   * @param ys as many as the chart has xs; null where there is no value
   * @param thin whether it is the edge of what another line is uncertain by
   */
  record Series(String label, List<Double> ys, boolean thin) {}
}
