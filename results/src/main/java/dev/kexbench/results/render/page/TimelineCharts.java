package dev.kexbench.results.render.page;

import dev.kexbench.results.render.DelayText;
import dev.kexbench.results.render.page.Chart.Axis;
import dev.kexbench.results.render.page.Chart.Band;
import dev.kexbench.results.render.page.Chart.Mark;
import dev.kexbench.results.render.page.Chart.Series;
import dev.kexbench.results.report.Second;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A run's seconds as lines. */
final class TimelineCharts {
  private static final Axis TIME = new Axis("time", "seconds", false);

  private TimelineCharts() {}

  /** What was planned, started, established and failed in each. */
  static Chart rates(String id, List<Second> seconds) {
    return new Chart(
        id,
        TIME,
        new Axis("handshakes per second", "number", false),
        xs(seconds),
        List.of(
            line("planned", seconds, second -> (double) second.planned()),
            line("started", seconds, second -> (double) second.started()),
            line("established", seconds, second -> (double) second.established()),
            line("failed", seconds, second -> (double) second.failed())));
  }

  /**
   * The latencies of each, with the band from the median to the 99th percentile. Seconds in which
   * one of these may be the generator's delay to more than a third are shaded.
   */
  static Chart latencies(String id, List<Second> seconds) {
    return new Chart(
        id,
        TIME,
        new Axis("latency", "nanos", true),
        xs(seconds),
        List.of(
            line("p50", seconds, second -> positive(second.p50())),
            line("p99", seconds, second -> positive(second.p99())),
            line("generator lag p99", seconds, second -> positive(second.lagP99()))),
        List.of(new Band(1, 0)),
        marks(seconds));
  }

  private static List<Mark> marks(List<Second> seconds) {
    return seconds.stream()
        .map(second -> new Mark(second.second(), DelayText.of(second)))
        .filter(mark -> !mark.text().isEmpty())
        .toList();
  }

  /** A logarithmic axis has no place for 0. */
  private static Double positive(Long nanos) {
    return nanos == null || nanos <= 0 ? null : Double.valueOf(nanos);
  }

  private static List<Double> xs(List<Second> seconds) {
    return seconds.stream().map(second -> (double) second.second()).toList();
  }

  private static Series line(String name, List<Second> seconds, Function<Second, Double> value) {
    List<Double> ys = new ArrayList<>();
    seconds.forEach(second -> ys.add(value.apply(second)));
    return new Series(name, ys, false);
  }
}
