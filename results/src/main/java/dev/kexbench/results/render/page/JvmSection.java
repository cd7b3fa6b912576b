package dev.kexbench.results.render.page;

import dev.kexbench.results.machine.JvmSecond;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.page.Chart.Axis;
import dev.kexbench.results.render.page.Chart.Series;
import dev.kexbench.results.render.page.Chart.Style;
import dev.kexbench.results.render.page.HtmlTable.Cell;
import dev.kexbench.results.render.page.RunPage.Part;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Second;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What took time from handshakes in each second: pauses and compilations of both JVMs, and tasks
 * that waited for a core. Old reports have none of it.
 */
final class JvmSection {
  private static final double MILLI = 1e6;
  private static final double ALL = 1.03;
  private static final double MARGIN = 1.05;
  private static final Axis PRESSURE =
      new Axis("share of the second", "share", false, List.of(0.0, ALL));

  private static final String PAUSES_EXPLAINED =
      "A pause stops all threads of a JVM: for a garbage collection, or at another safepoint. The"
          + " time of several compiler threads adds up, and includes their waits for a core.";
  private static final String SEVERAL_AGENTS =
      " Of several agents, these are the longest pauses of one, and the compilations of all.";

  private final String id;
  private final Run run;
  private final List<Second> seconds;
  private final List<Chart> charts = new ArrayList<>();
  private final StringBuilder html = new StringBuilder();

  private JvmSection(String id, Run run, List<Second> seconds) {
    this.id = id;
    this.run = run;
    this.seconds = seconds;
  }

  /**
   * The section.
   *
   * @param id what the names of its charts begin with
   * @param seconds or intervals of several, at least one
   */
  static Part of(String id, Run run, List<Second> seconds) {
    JvmSection section = new JvmSection(id, run, seconds);
    section.add("server-pauses", "Pauses of the server's JVM per second", section::serverPauses);
    section.add("client-pauses", "Pauses of the generator's JVM per second", section::clientPauses);
    section.add("pressure", "CPU pressure: tasks waited for a core", section::pressure);
    section.add("compiling", "Time of JIT compilers per second", section::compilers);
    section.add("compilations", "Compilations per second", section::compilations);
    return new Part(section.text(), section.charts);
  }

  private String text() {
    if (charts.isEmpty()) {
      return "";
    }
    boolean recorded = !sides().isEmpty();
    String explained = PAUSES_EXPLAINED + (run.agents().size() > 1 ? SEVERAL_AGENTS : "");
    return Html.subheading(recorded ? "Pauses, compilations and CPU pressure" : "CPU pressure")
        + (recorded ? Html.paragraph("quiet", explained) : "")
        + "<div class=\"multiples\">\n"
        + html
        + "</div>\n"
        + (recorded ? sums() : "");
  }

  private interface Drawn {
    Chart chart(String name);
  }

  private void add(String name, String caption, Drawn drawn) {
    Chart chart = drawn.chart(id + "-" + name);
    if (!chart.series().isEmpty()) {
      charts.add(chart);
      html.append(Html.chart(chart, caption));
    }
  }

  private Chart serverPauses(String name) {
    return pauses(name, Second::serverJvm);
  }

  private Chart clientPauses(String name) {
    return pauses(name, Second::clientJvm);
  }

  private Chart pauses(String name, Function<Second, JvmSecond> side) {
    return chart(
        name,
        new Axis("paused per second", "nanos", false, List.of(0.0, longestPause())),
        List.of(
            jvm("other safepoints", Style.BARS, side, each -> each.safepointMs() * MILLI),
            jvm("garbage collection", Style.BARS, side, each -> each.gcPauseMs() * MILLI)));
  }

  /** Of both sides, with a margin above it: they are drawn to one scale. */
  private double longestPause() {
    double millis =
        seconds.stream()
            .flatMap(second -> Stream.of(second.clientJvm(), second.serverJvm()))
            .filter(Objects::nonNull)
            .mapToDouble(each -> each.gcPauseMs() + each.safepointMs())
            .max()
            .orElse(0);
    return millis > 0 ? MARGIN * millis * MILLI : MILLI;
  }

  private Chart compilers(String name) {
    return chart(
        name,
        new Axis("compiler time per second", "nanos", false),
        bothSides(each -> each.compilerMs() * MILLI));
  }

  private Chart compilations(String name) {
    return chart(
        name,
        new Axis("compilations per second", "count", false),
        bothSides(JvmSecond::compilations));
  }

  private List<Series> bothSides(ToDoubleFunction<JvmSecond> value) {
    return List.of(
        jvm("server", Style.LINE, Second::serverJvm, value),
        jvm("generator", Style.LINE, Second::clientJvm, value));
  }

  /** Without agents elsewhere, the run's own server is on the machine of the generator. */
  private Chart pressure(String name) {
    boolean oneMachine = run.agents().isEmpty() && seconds.stream().anyMatch(this::hasServers);
    List<Series> lines =
        oneMachine
            ? List.of(line("the machine", Style.LINE, Second::clientPressure))
            : List.of(
                line("server", Style.LINE, Second::serverPressure),
                line("generator", Style.LINE, Second::clientPressure));
    return chart(name, PRESSURE, lines);
  }

  private boolean hasServers(Second second) {
    return second.serverPressure() != null && second.clientPressure() != null;
  }

  private static Double of(JvmSecond jvm, ToDoubleFunction<JvmSecond> value) {
    return jvm == null ? null : Double.valueOf(value.applyAsDouble(jvm));
  }

  private Series jvm(
      String label,
      Style style,
      Function<Second, JvmSecond> side,
      ToDoubleFunction<JvmSecond> value) {
    return line(label, style, second -> of(side.apply(second), value));
  }

  private Series line(String label, Style style, Function<Second, Double> value) {
    List<Double> ys = new ArrayList<>();
    seconds.forEach(second -> ys.add(value.apply(second)));
    return new Series(label, ys, false, style);
  }

  private Chart chart(String name, Axis axis, List<Series> series) {
    List<Series> known =
        series.stream().filter(each -> each.ys().stream().anyMatch(Objects::nonNull)).toList();
    List<Double> xs = seconds.stream().map(second -> (double) second.second()).toList();
    boolean bars = series.stream().anyMatch(each -> each.style() == Style.BARS);
    Axis time = new Axis("time", "seconds", false, bars ? wholeBars(xs) : null);
    return new Chart(name, time, axis, xs, known);
  }

  /** With room for half a bar at both ends. */
  private static List<Double> wholeBars(List<Double> xs) {
    double half = xs.size() > 1 ? (xs.get(1) - xs.get(0)) / 2 : 0.5;
    return List.of(xs.get(0) - half, xs.get(xs.size() - 1) + half);
  }

  /** A side of the run whose JVM was recorded. */
  private record Side(String name, List<JvmSecond> seconds) {
    private double sum(ToDoubleFunction<JvmSecond> value) {
      return seconds.stream().mapToDouble(value).sum();
    }

    private double most(ToDoubleFunction<JvmSecond> value) {
      return seconds.stream().mapToDouble(value).max().orElse(0);
    }
  }

  private List<Side> sides() {
    return Stream.of(side("server", Second::serverJvm), side("generator", Second::clientJvm))
        .filter(side -> !side.seconds().isEmpty())
        .toList();
  }

  private Side side(String name, Function<Second, JvmSecond> which) {
    return new Side(name, run.timeline().stream().map(which).filter(Objects::nonNull).toList());
  }

  /** Of the whole run, and not of intervals. */
  private String sums() {
    HtmlTable table =
        new HtmlTable(
            List.of(
                "JVM",
                "paused by GC",
                "most in a second",
                "other safepoints",
                "most in a second",
                "compilations",
                "compiler time"));
    for (Side side : sides()) {
      table.add(
          List.of(
              Cell.text(side.name()),
              millis(side.sum(JvmSecond::gcPauseMs)),
              millis(side.most(JvmSecond::gcPauseMs)),
              millis(side.sum(JvmSecond::safepointMs)),
              millis(side.most(JvmSecond::safepointMs)),
              count(side.sum(JvmSecond::compilations)),
              millis(side.sum(JvmSecond::compilerMs))));
    }
    return table.html();
  }

  private static Cell millis(double millis) {
    return Cell.figure(Numbers.duration(millis * MILLI), millis);
  }

  private static Cell count(double count) {
    return Cell.figure(Numbers.whole((long) count), count);
  }
}
