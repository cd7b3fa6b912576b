package dev.kexbench.results.render.page;

import dev.kexbench.results.render.DelayText;
import dev.kexbench.results.render.page.Chart.Axis;
import dev.kexbench.results.render.page.Chart.Band;
import dev.kexbench.results.render.page.Chart.Mark;
import dev.kexbench.results.render.page.Chart.Series;
import dev.kexbench.results.render.page.Chart.Style;
import dev.kexbench.results.report.Second;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** A run's seconds, or intervals of several, as lines and dots. */
final class TimelineCharts {
  private static final Axis TIME = new Axis("time", "seconds", false);
  private static final Axis LATENCY = new Axis("latency", "nanos", true);

  /** With a margin above it. */
  private static final double ALL_CORES = 1.03;

  private final String id;
  private final List<Second> seconds;

  /**
   * The charts.
   *
   * @param id what the names of the charts begin with
   */
  TimelineCharts(String id, List<Second> seconds) {
    this.id = id;
    this.seconds = seconds;
  }

  /** What was planned, started, established and failed in each. */
  Chart rates(boolean closedLoop) {
    List<Series> lines = new ArrayList<>();
    if (!closedLoop) {
      lines.add(line("planned", second -> (double) second.planned()));
    }
    lines.add(line("started", second -> (double) second.started()));
    lines.add(line("established", second -> (double) second.established()));
    lines.add(line("failed", second -> (double) second.failed()));
    return chart("rates", new Axis("handshakes per second", "rate", false), lines);
  }

  /** Handshakes in flight at the end of each. */
  Chart inFlight() {
    return chart(
        "flight",
        new Axis("handshakes in flight", "count", false),
        List.of(line("in flight", second -> (double) second.inFlight())));
  }

  /**
   * CPU time of both sides: shares of their cores, where the numbers of these are known, else
   * cores.
   */
  Chart cpu(SideCores cores) {
    boolean shares = cores.known();
    double server = shares ? cores.server() : 1;
    double generator = shares ? cores.generator() : 1;
    Axis axis =
        shares
            ? new Axis(
                "share of each side's cores",
                "share",
                false,
                List.of(0.0, highest(server, generator)))
            : new Axis("cores", "number", false);
    return chart(
        "cpu",
        axis,
        List.of(
            line("server", second -> over(second.serverCpu(), server)),
            line("generator", second -> over(second.clientCpu(), generator)),
            line("server's JIT", second -> over(second.serverJit(), server))));
  }

  /** A kernel accounts in ticks, so that a busy core can seem to be a little more than one. */
  private double highest(double server, double generator) {
    return seconds.stream()
        .flatMap(
            each -> Stream.of(over(each.serverCpu(), server), over(each.clientCpu(), generator)))
        .filter(Objects::nonNull)
        .reduce(ALL_CORES, Math::max);
  }

  private static Double over(Double cpu, double cores) {
    return cpu == null ? null : Double.valueOf(cpu / cores);
  }

  /**
   * The latencies of each, with the band from the median to the 99th percentile. Seconds in which
   * one of these may be the generator's delay to more than a third are shaded.
   */
  Chart latencies() {
    return new Chart(
        id + "-bands",
        TIME,
        LATENCY,
        xs(seconds),
        List.of(
            line("p50", second -> positive(second.p50())),
            line("p99", second -> positive(second.p99())),
            line("generator lag p99", second -> positive(second.lagP99()))),
        List.of(new Band(1, 0)),
        marks());
  }

  /** The latencies of each over its rate, as dots. */
  Chart latencyOverRate() {
    List<Second> byRate =
        seconds.stream()
            .filter(second -> second.p50() != null)
            .sorted(Comparator.comparing(Second::established))
            .toList();
    return new Chart(
        id + "-knee",
        new Axis("established per second", "rate", false),
        LATENCY,
        byRate.stream().map(second -> (double) second.established()).toList(),
        List.of(
            dots("p50", byRate, second -> positive(second.p50())),
            dots("p99", byRate, second -> positive(second.p99()))));
  }

  private Chart chart(String name, Axis axis, List<Series> lines) {
    List<Series> known =
        lines.stream().filter(line -> line.ys().stream().anyMatch(Objects::nonNull)).toList();
    return new Chart(id + "-" + name, TIME, axis, xs(seconds), known, List.of(), marks());
  }

  private List<Mark> marks() {
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

  private Series line(String name, Function<Second, Double> value) {
    return new Series(name, ys(seconds.stream(), value), false);
  }

  private static Series dots(String name, List<Second> seconds, Function<Second, Double> value) {
    return new Series(name, ys(seconds.stream(), value), false, Style.DOTS);
  }

  private static List<Double> ys(Stream<Second> seconds, Function<Second, Double> value) {
    List<Double> ys = new ArrayList<>();
    seconds.forEach(second -> ys.add(value.apply(second)));
    return ys;
  }
}
