package dev.kexbench.results.render.page;

import dev.kexbench.results.render.StageNames;
import dev.kexbench.results.render.page.Heatmap.Scale;
import dev.kexbench.results.render.page.Heatmap.Tag;
import dev.kexbench.results.render.page.LatencyBins.Extent;
import dev.kexbench.results.report.IntervalLog;
import dev.kexbench.results.report.Stage;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
    return read(log, step).soFar(id);
  }

  /** The intervals of a file; none without handshakes. */
  static HeatmapBins read(Path log, long step) {
    HeatmapBins bins = new HeatmapBins(step);
    IntervalLog.forEach(log, bins::add);
    return bins;
  }

  /** The heatmap of all tags so far; empty if there are no handshakes. */
  Optional<Heatmap> soFar(String id) {
    return tags.isEmpty()
        ? Optional.empty()
        : Optional.of(heatmap(id, columns(), name -> tags.get(name).extent(), null));
  }

  private void add(Histogram interval) {
    if (startMillis < 0) { // also without handshakes: the timelines begin with this second
      startMillis = interval.getStartTimeStamp();
    }
    if (interval.getTag() == null || interval.getTotalCount() == 0) {
      return;
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

  /** How many intervals there are. */
  int columns() {
    return tags.values().stream().mapToInt(LatencyBins::columns).max().orElse(0);
  }

  /** The bins of each tag by its name in the file. */
  Map<String, LatencyBins> tags() {
    return tags;
  }

  /**
   * A heatmap of all tags.
   *
   * @param columns at least as many as there are
   * @param extents of each tag, by its name in the file
   * @param scales likewise; null for its own scale
   */
  Heatmap heatmap(
      String id, int columns, Function<String, Extent> extents, Function<String, Scale> scales) {
    List<Name> order = tags.keySet().stream().map(Name::of).sorted(Name.ORDER).toList();
    return new Heatmap(
        id,
        step,
        LongStream.range(0, columns).map(i -> i * step).boxed().toList(),
        order.stream().map(name -> tag(name, columns, extents.apply(name.inFile()))).toList(),
        scales == null ? null : order.stream().map(Name::inFile).map(scales).toList());
  }

  private Tag tag(Name name, int columns, Extent extent) {
    return tags.get(name.inFile()).tag(name.stage(), name.clients(), columns, extent);
  }

  /**
   * A tag is the key of a stage; of hostile clients followed by a dot and the name of their class,
   * and of full and resumed handshakes of honest clients by a dot and their kind.
   */
  private record Name(String inFile, String stage, String clients) {
    private static final List<String> STAGES =
        StageNames.IN_ORDER.stream().map(StageNames::of).toList();

    static final Comparator<Name> ORDER =
        Comparator.comparing((Name name) -> !name.clients.equals(HONEST))
            .thenComparing(Name::clients)
            .thenComparing(name -> STAGES.indexOf(name.stage));

    static Name of(String inFile) {
      int dot = inFile.indexOf('.');
      String key = dot < 0 ? inFile : inFile.substring(0, dot);
      String stage =
          StageNames.IN_ORDER.stream()
              .filter(each -> each.key().equals(key))
              .findFirst()
              .map(StageNames::of)
              .orElse(key);
      return new Name(inFile, stage, dot < 0 ? HONEST : inFile.substring(dot + 1));
    }
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
