package dev.kexbench.results.compare;

import dev.kexbench.results.command.Percent;
import dev.kexbench.results.statistics.ChangePoints.Found;
import dev.kexbench.results.statistics.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * One figure in all results of a series that have it.
 *
 * @param points its values, in order of time
 * @param p the probability of so large a change if nothing changed, corrected for all figures
 * @param shifts where its level changed by more than the margin, in order of time
 */
public record FigureLine(
    FigureKey key, Direction direction, List<Point> points, double p, List<Shift> shifts) {
  /** Keeps its own copies. */
  public FigureLine {
    points = List.copyOf(points);
    shifts = List.copyOf(shifts);
  }

  /**
   * The figure in one result.
   *
   * @param sample the values of its runs
   * @param value the typical value of them
   */
  public record Point(DatedResult result, Sample sample, double value) {}

  /**
   * A change of the figure's level.
   *
   * @param at the index of the first point of the new level
   * @param since the first result of the new level
   */
  public record Shift(int at, DatedResult since, Level before, Level after, boolean improved) {
    /** New over old; 1 between two levels of 0. */
    public double ratio() {
      return before.median() == after.median() ? 1 : after.median() / before.median();
    }
  }

  /** The values from one change to the next: their median, and how many they are. */
  public record Level(double median, int results) {}

  /** The lines of all figures with a good direction that enough results have. */
  static List<FigureLine> of(List<DatedResult> results) {
    Map<FigureKey, FigureLine> lines = new LinkedHashMap<>();
    for (DatedResult result : results) {
      for (Figure figure : result.results().rows()) {
        if (figure.direction() != Direction.NEUTRAL && Double.isFinite(figure.value())) {
          FigureLine line =
              new FigureLine(figure, new Point(result, figure.sample(), figure.value()));
          lines.merge(figure.key(), line, FigureLine::and);
        }
      }
    }
    return lines.values().stream()
        .filter(line -> line.points().size() >= History.fewest())
        .toList();
  }

  private FigureLine(Figure figure, Point point) {
    this(figure.key(), figure.direction(), List.of(point), Double.NaN, List.of());
  }

  private FigureLine and(FigureLine later) {
    List<Point> all = new ArrayList<>(points);
    all.addAll(later.points);
    return new FigureLine(key, direction, all, p, shifts);
  }

  double[] series() {
    return points.stream().mapToDouble(Point::value).toArray();
  }

  /** The latest change in either direction, as the size of its logarithm; 0 without a change. */
  double latestChange() {
    return shifts.isEmpty() ? 0 : Math.abs(Math.log(shifts.get(shifts.size() - 1).ratio()));
  }

  /** The medians of the levels, each with the number of its values; one level without a shift. */
  public List<Level> levels() {
    List<Level> levels = new ArrayList<>();
    int from = 0;
    for (Shift shift : shifts) {
      levels.add(level(from, shift.at()));
      from = shift.at();
    }
    levels.add(level(from, points.size()));
    return levels;
  }

  /** The same line with the changes that were found in it. */
  FigureLine with(Found found, Percent margin) {
    List<Integer> cuts = new ArrayList<>(found.points());
    int next = 0;
    while (next < cuts.size()) {
      Shift shift = shift(cuts, next);
      if (exceeds(shift, margin)) {
        next++;
      } else {
        cuts.remove(next);
        next = Math.max(0, next - 1);
      }
    }
    List<Shift> shifts = new ArrayList<>();
    for (int i = 0; i < cuts.size(); i++) {
      shifts.add(shift(cuts, i));
    }
    return new FigureLine(key, direction, points, found.p(), shifts);
  }

  /** The change at one of several cuts: between the levels on its two sides. */
  private Shift shift(List<Integer> cuts, int index) {
    int at = cuts.get(index);
    Level before = level(index == 0 ? 0 : cuts.get(index - 1), at);
    Level after = level(at, index + 1 == cuts.size() ? points.size() : cuts.get(index + 1));
    boolean rose = after.median() > before.median();
    boolean improved = rose == (direction == Direction.HIGHER_IS_BETTER);
    return new Shift(at, points.get(at).result(), before, after, improved);
  }

  private Level level(int from, int to) {
    DoubleStream values = points.subList(from, to).stream().mapToDouble(Point::value);
    return new Level(Sample.median(values), to - from);
  }

  private boolean exceeds(Shift shift, Percent margin) {
    return new Margin(margin).isExceeded(key, shift.before().median(), shift.after().median());
  }
}
