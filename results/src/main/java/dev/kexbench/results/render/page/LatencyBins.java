package dev.kexbench.results.render.page;

import dev.kexbench.results.render.page.Heatmap.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** One stage of one class of clients: for each interval its counts by range of latency. */
final class LatencyBins {
  /** The finest ranges; half as many until they are few enough. */
  private static final int PER_DECADE = 160;

  private static final int MOST_RANGES = 60;

  private static final class Column {
    private final TreeMap<Integer, Long> ranges = new TreeMap<>();
    private long count;
    private long p50;
    private long p99;
  }

  private final List<Column> columns = new ArrayList<>();
  private Histogram last = new Histogram(3);
  private int lastColumn = -1;

  /** How many intervals there are so far. */
  int columns() {
    return columns.size();
  }

  /** Adds a second of an interval, which is the last one or comes after it. */
  void add(int column, Histogram second) {
    if (column > lastColumn) {
      end();
      last = new Histogram(3);
      lastColumn = column;
      reach(column + 1);
    }
    last.add(second);
  }

  private void reach(int number) {
    while (columns.size() < number) {
      columns.add(new Column());
    }
  }

  /** Only the last interval is kept as a histogram, which is large; more can be added to it. */
  private void end() {
    if (last.getTotalCount() == 0) {
      return;
    }
    Column column = columns.get(lastColumn);
    column.ranges.clear();
    column.count = last.getTotalCount();
    column.p50 = last.getValueAtPercentile(50);
    column.p99 = last.getValueAtPercentile(99);
    for (HistogramIterationValue each : last.recordedValues()) {
      double nanos = Math.max(1, last.medianEquivalentValue(each.getValueIteratedTo()));
      int range = (int) Math.floor(PER_DECADE * Math.log10(nanos));
      column.ranges.merge(range, each.getCountAddedInThisIterationStep(), Long::sum);
    }
  }

  /**
   * From the lowest to the highest of the finest ranges that have handshakes.
   *
   * @param low its place
   * @param high likewise
   */
  record Extent(int low, int high) {
    Extent with(Extent other) {
      return new Extent(Math.min(low, other.low), Math.max(high, other.high));
    }

    /** How often ranges are joined in pairs until they are few enough. */
    private int halvings() {
      int halvings = 0;
      while ((high >> halvings) - (low >> halvings) >= MOST_RANGES) {
        halvings++;
      }
      return halvings;
    }

    /** How many ranges there are then. */
    int ranges() {
      return (high >> halvings()) - (low >> halvings()) + 1;
    }
  }

  /** The extent of all intervals. */
  Extent extent() {
    end();
    return new Extent(ends(true), ends(false));
  }

  /** The highest count of a cell. */
  long most(Extent extent) {
    end();
    return columns.stream()
        .flatMap(column -> wide(column, extent.halvings()).values().stream())
        .max(Long::compare)
        .orElse(0L);
  }

  /** All intervals, up to this number, with the ranges of an extent that includes its own. */
  Tag tag(String stage, String clients, int number, Extent extent) {
    end();
    reach(number);
    int halved = extent.halvings();
    int low = extent.low() >> halved;
    return new Tag(
        stage,
        clients,
        PER_DECADE >> halved,
        low,
        columns.stream().map(column -> column.count).toList(),
        columns.stream().map(column -> column.p50).toList(),
        columns.stream().map(column -> column.p99).toList(),
        columns.stream()
            .map(column -> cells(wide(column, halved), low))
            .collect(Collectors.joining(";")));
  }

  private int ends(boolean lowest) {
    return columns.stream()
        .filter(column -> !column.ranges.isEmpty())
        .map(column -> lowest ? column.ranges.firstKey() : column.ranges.lastKey())
        .reduce((one, other) -> lowest ? Math.min(one, other) : Math.max(one, other))
        .orElse(0);
  }

  private static TreeMap<Integer, Long> wide(Column column, int halvings) {
    TreeMap<Integer, Long> wide = new TreeMap<>();
    column.ranges.forEach((range, count) -> wide.merge(range >> halvings, count, Long::sum));
    return wide;
  }

  private static String cells(TreeMap<Integer, Long> wide, int low) {
    if (wide.isEmpty()) {
      return "";
    }
    StringBuilder cells = new StringBuilder().append(wide.firstKey() - low);
    for (int range = wide.firstKey(); range <= wide.lastKey(); range++) {
      cells.append(',').append(wide.getOrDefault(range, 0L));
    }
    return cells.toString();
  }
}
