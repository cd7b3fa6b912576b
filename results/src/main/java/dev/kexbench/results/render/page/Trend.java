package dev.kexbench.results.render.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One figure of dated results, as the page's script draws it.
 *
 * @param id of the element that it is drawn into
 * @param results the id of the element with the results that its places refer to
 * @param scale how its values are written
 * @param points in order of the results
 * @param levels the medians between changes
 * @param changes where a new level begins
 */
record Trend(
    String id,
    String results,
    Scale scale,
    List<Point> points,
    List<Level> levels,
    List<Change> changes)
    implements Drawing {
  /** Keeps its own copies. */
  Trend {
    points = List.copyOf(points);
    levels = List.copyOf(levels);
    changes = List.copyOf(changes);
  }

  /**
   * How values are written, and where their axis begins.
   *
   * @param format one of those of the page's script
   * @param unit what follows the formatted number
   * @param fromZero whether the axis begins at 0; else at the smallest value, and states that
   */
  record Scale(String format, String unit, boolean fromZero) {}

  /**
   * A value.
   *
   * @param at the place of its result
   * @param low the lower end of what it is uncertain by; null if that is unknown
   * @param high the upper end, or null
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Point(int at, double value, Double low, Double high) {}

  /** A median from the result at a place to the one at another, both included. */
  record Level(int from, int to, double median) {}

  /**
   * A new level.
   *
   * @param at the place of its first result
   * @param text by how much it changed
   * @param since the commit and the date of that result
   */
  record Change(int at, String text, String since, boolean improved) {}

  /** A result. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Result(String name, String time, String commit) {}
}
