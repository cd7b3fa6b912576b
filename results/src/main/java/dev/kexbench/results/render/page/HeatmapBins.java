package dev.kexbench.results.render.page;

import dev.kexbench.results.render.StageNames;
import dev.kexbench.results.render.page.Heatmap.Tag;
import dev.kexbench.results.report.IntervalLog;
import dev.kexbench.results.report.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/** Reads {@code latency.hlog} into intervals and ranges of latency, few enough for a page. */
final class HeatmapBins {
  private static final int MILLIS = 1_000;

  /** More than any run has; each costs memory, even without handshakes. */
  private static final long MOST_COLUMNS = 4L * TimelineBins.MOST;

  private static final String HONEST = "honest clients";

  private final long step;
  private final Map<String, LatencyBins> tags = new LinkedHashMap<>();
  private long startMillis = -1;

  /**
   * Bins without an interval.
   *
   * @param step length of an interval in seconds
   */
  HeatmapBins(long step) {
    this.step = step;
  }

  /**
   * The heatmap of all tags of the file; empty if it has no handshakes.
   *
   * @param step length of an interval in seconds
   */
  static Optional<Heatmap> of(String id, Path log, long step) {
    HeatmapBins bins = new HeatmapBins(step);
    IntervalLog.forEach(log, bins::add);
    return bins.soFar(id);
  }

  /** The heatmap of all tags so far; empty if there are no handshakes. */
  Optional<Heatmap> soFar(String id) {
    return tags.isEmpty() ? Optional.empty() : Optional.of(heatmap(id));
  }

  private void add(Histogram interval) {
    if (interval.getTag() == null || interval.getTotalCount() == 0) {
      return;
    }
    if (startMillis < 0) {
      startMillis = interval.getStartTimeStamp();
    }
    long second = Math.round((interval.getStartTimeStamp() - startMillis) / (double) MILLIS);
    add(interval.getTag(), second, interval);
  }

  /** Adds a second of a tag. */
  void add(String tag, long second, Histogram interval) {
    long column = Math.max(0, second / step);
    if (column < MOST_COLUMNS) { // the clock may have been set meanwhile
      tags.computeIfAbsent(tag, any -> new LatencyBins()).add((int) column, interval);
    }
  }

  private Heatmap heatmap(String id) {
    int columns = tags.values().stream().mapToInt(LatencyBins::columns).max().orElse(0);
    List<Tag> all = new ArrayList<>();
    tags.forEach((name, bins) -> all.add(tag(name, bins, columns)));
    List<String> order = StageNames.IN_ORDER.stream().map(StageNames::of).toList();
    all.sort(
        Comparator.comparing((Tag tag) -> !tag.clients().equals(HONEST))
            .thenComparing(Tag::clients)
            .thenComparing(tag -> order.indexOf(tag.stage())));
    return new Heatmap(
        id, step, LongStream.range(0, columns).map(i -> i * step).boxed().toList(), all);
  }

  /** A tag is the key of a stage, and of hostile clients a dot and the name of their class. */
  private static Tag tag(String name, LatencyBins bins, int columns) {
    int dot = name.indexOf('.');
    String key = dot < 0 ? name : name.substring(0, dot);
    String stage =
        StageNames.IN_ORDER.stream()
            .filter(each -> each.key().equals(key))
            .findFirst()
            .map(StageNames::of)
            .orElse(key);
    return bins.tag(stage, dot < 0 ? HONEST : name.substring(dot + 1), columns);
  }

  /** The handshakes of the honest clients' whole latency. */
  static long handshakes(Heatmap heatmap) {
    return heatmap.tags().stream()
        .filter(tag -> tag.clients().equals(HONEST))
        .filter(tag -> tag.stage().equals(StageNames.of(Stage.TOTAL)))
        .flatMap(tag -> tag.counts().stream())
        .mapToLong(Long::longValue)
        .sum();
  }
}
