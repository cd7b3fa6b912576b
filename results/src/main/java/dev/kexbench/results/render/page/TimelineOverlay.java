package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.LoadRuns;
import dev.kexbench.results.compare.LoadRuns.LoadRun;
import dev.kexbench.results.render.page.Chart.Axis;
import dev.kexbench.results.render.page.Chart.Series;
import dev.kexbench.results.render.page.RunPage.Part;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.statistics.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** The seconds of both sides over each other; of several runs of a side the medians. */
final class TimelineOverlay {
  private static final Axis TIME = new Axis("time", "seconds", false);
  private static final Axis LATENCY = new Axis("latency", "nanos", true);

  /** What each chart shows of a second. */
  private enum Shown {
    RATE("Handshakes established per second", new Axis("handshakes per second", "rate", false)) {
      @Override
      Double of(Second second) {
        return (double) second.established();
      }
    },
    FLIGHT("Handshakes in flight", new Axis("handshakes in flight", "count", false)) {
      @Override
      Double of(Second second) {
        return (double) second.inFlight();
      }
    },
    P50("Latency from due time, p50", LATENCY) {
      @Override
      Double of(Second second) {
        return positive(second.p50());
      }
    },
    P99("Latency from due time, p99", LATENCY) {
      @Override
      Double of(Second second) {
        return positive(second.p99());
      }
    },
    SERVER("CPU of the server, in cores", new Axis("cores", "number", false)) {
      @Override
      Double of(Second second) {
        return second.serverCpu();
      }
    },
    GENERATOR("CPU of the generator, in cores", new Axis("cores", "number", false)) {
      @Override
      Double of(Second second) {
        return second.clientCpu();
      }
    };

    private final String caption;
    private final Axis axis;

    Shown(String caption, Axis axis) {
      this.caption = caption;
      this.axis = axis;
    }

    abstract Double of(Second second);

    /** A logarithmic axis has no place for 0. */
    private static Double positive(Long nanos) {
      return nanos == null || nanos <= 0 ? null : Double.valueOf(nanos);
    }
  }

  /** Of each side by name, for each second those of all runs. */
  private final Map<String, SortedMap<Long, List<Second>>> sides = new LinkedHashMap<>();

  private final int step;
  private final boolean several;

  private TimelineOverlay(Map<String, LoadRuns> runs) {
    int longest =
        runs.values().stream()
            .flatMap(side -> side.runs().stream())
            .mapToInt(run -> run.run().timeline().size())
            .max()
            .orElse(0);
    this.step = (int) TimelineBins.step(longest, TimelineBins.MOST);
    this.several = runs.values().stream().anyMatch(side -> side.runs().size() > 1);
    runs.forEach((name, side) -> sides.put(name, seconds(side)));
  }

  /**
   * The section; nothing without a second.
   *
   * @param id what the names of its charts begin with
   * @param runs of each side, by name
   */
  static Part of(String id, Map<String, LoadRuns> runs) {
    TimelineOverlay overlay = new TimelineOverlay(runs);
    List<Chart> charts = new ArrayList<>();
    StringBuilder grid = new StringBuilder();
    for (Shown shown : Shown.values()) {
      Chart chart = overlay.chart(id, shown);
      if (!chart.series().isEmpty()) {
        charts.add(chart);
        grid.append(Html.chart(chart, shown.caption));
      }
    }
    return charts.isEmpty()
        ? new Part("", List.of())
        : new Part(
            Html.heading("Second by second")
                + Html.paragraph("quiet", overlay.explanation())
                + Html.grid(grid.toString()),
            charts);
  }

  private SortedMap<Long, List<Second>> seconds(LoadRuns side) {
    SortedMap<Long, List<Second>> seconds = new TreeMap<>();
    for (LoadRun run : side.runs()) {
      TimelineBins.of(run.run().timeline(), step)
          .forEach(
              each -> seconds.computeIfAbsent(each.second(), any -> new ArrayList<>()).add(each));
    }
    return seconds;
  }

  private String explanation() {
    String medians = several ? "Of several runs of a side, each point is the median of all. " : "";
    String intervals =
        step == 1
            ? ""
            : ("Each point covers %d s: mean rates and CPU, the median of the medians, and the"
                    + " highest of the other figures. ")
                .formatted(step);
    return medians + intervals + "Time is that since the measurement of each run began.";
  }

  private Chart chart(String id, Shown shown) {
    SortedSet<Long> xs = new TreeSet<>();
    sides.values().forEach(seconds -> xs.addAll(seconds.keySet()));
    List<Series> lines = new ArrayList<>();
    sides.forEach(
        (name, seconds) ->
            lines.add(
                new Series(
                    name,
                    xs.stream()
                        .map(x -> median(seconds.getOrDefault(x, List.of()), shown::of))
                        .collect(ArrayList::new, ArrayList::add, ArrayList::addAll),
                    false)));
    boolean known = lines.stream().anyMatch(line -> line.ys().stream().anyMatch(Objects::nonNull));
    return new Chart(
        id + "-" + shown.name().toLowerCase(Locale.ROOT),
        TIME,
        shown.axis,
        xs.stream().map(Long::doubleValue).toList(),
        known ? lines : List.of());
  }

  private static Double median(List<Second> seconds, Function<Second, Double> value) {
    List<Double> known = seconds.stream().map(value).filter(Objects::nonNull).toList();
    return known.isEmpty()
        ? null
        : Double.valueOf(Sample.median(known.stream().mapToDouble(Double::doubleValue)));
  }
}
