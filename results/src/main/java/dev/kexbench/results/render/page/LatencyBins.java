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

  /** All intervals, up to this number. */
  Tag tag(String stage, String clients, int number) {
    end();
    reach(number);
    int low = ends(true);
    int high = ends(false);
    int halvings = 0;
    while ((high >> halvings) - (low >> halvings) >= MOST_RANGES) {
      halvings++;
    }
    int halved = halvings;
    return new Tag(
        stage,
        clients,
        PER_DECADE >> halved,
        low >> halved,
        columns.stream().map(column -> column.count).toList(),
        columns.stream().map(column -> column.p50).toList(),
        columns.stream().map(column -> column.p99).toList(),
        columns.stream()
            .map(column -> cells(column, low >> halved, halved))
            .collect(Collectors.joining(";")));
  }

  private int ends(boolean lowest) {
    return columns.stream()
        .filter(column -> !column.ranges.isEmpty())
        .map(column -> lowest ? column.ranges.firstKey() : column.ranges.lastKey())
        .reduce((one, other) -> lowest ? Math.min(one, other) : Math.max(one, other))
        .orElse(0);
  }

  private static String cells(Column column, int low, int halvings) {
    TreeMap<Integer, Long> wide = new TreeMap<>();
    column.ranges.forEach((range, count) -> wide.merge(range >> halvings, count, Long::sum));
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
