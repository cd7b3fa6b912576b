package dev.kexbench.results.render;

import dev.kexbench.results.report.Cost;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import dev.kexbench.results.statistics.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/** Several runs of one plan: the median of each figure with its range, and a line for each run. */
public final class RepeatedRuns {
  private static final double MICROS = 1e3;

  private final LoadReport report;
  private final List<Run> runs;

  /** The runs of a report that has several of one plan. */
  public RepeatedRuns(LoadReport report) {
    this.report = report;
    this.runs = report.runs();
  }

  /** A figure of each run: what the column is called, its value, and how it is shown. */
  private record Column(String name, Function<Run, Double> value, DoubleFunction<String> shown) {
    String of(Run run) {
      Double known = value.apply(run);
      return known == null ? "" : shown.apply(known);
    }

    /** The values of all runs that have one, from the lowest to the highest. */
    double[] all(List<Run> runs) {
      return runs.stream()
          .map(value)
          .filter(Objects::nonNull)
          .mapToDouble(Double::doubleValue)
          .sorted()
          .toArray();
    }
  }

  private static final Column RATE =
      new Column("rate", run -> run.rates().establishedPerSecond(), Numbers::significant);

  private static final Column P99 =
      new Column("p99", run -> total(run, Latency::p99), Numbers::duration);

  private static final List<Column> COLUMNS =
      List.of(
          RATE,
          new Column("p50", run -> total(run, Latency::p50), Numbers::duration),
          P99,
          new Column("server CPU", RepeatedRuns::serverNanos, Numbers::duration),
          new Column("failed", run -> run.counts().errorShare(), Numbers::percent));

  /** What was asked for, and the median of the runs with its range; without its line's end. */
  public String headline() {
    Run first = runs.get(0);
    return "%s, %s%s, median of %d runs: %s handshakes/s%s%s, %s"
        .formatted(
            first.label(),
            Headline.load(first.plan()),
            Headline.span(first.plan()),
            runs.size(),
            median(RATE),
            range(RATE),
            median(P99).isEmpty() ? "" : ", p99 " + median(P99) + range(P99),
            Headline.failures(runs.stream().map(Run::counts).reduce(Counts.NONE, Counts::plus)));
  }

  /** The table as text; every line is ended. */
  String text() {
    TextTable table = new TextTable(head().toArray(String[]::new));
    lines().forEach(table::add);
    Map<String, Run> byName = new LinkedHashMap<>();
    for (int at = 0; at < runs.size(); at++) {
      byName.put(name(at), runs.get(at));
    }
    String thresholds = Thresholds.ofEach(byName);
    return table.text() + (thresholds.isEmpty() ? "" : "\n" + thresholds);
  }

  /** What the cells are. */
  public List<String> head() {
    List<String> head = new ArrayList<>(List.of("run"));
    COLUMNS.forEach(column -> head.add(column.name()));
    head.add("verdict");
    return head;
  }

  /** A line for each run, and one for the median, the lowest and the highest of each column. */
  public List<List<String>> lines() {
    List<List<String>> lines = new ArrayList<>();
    for (int at = 0; at < runs.size(); at++) {
      lines.add(line(name(at), runs.get(at)));
    }
    lines.add(summary("median", this::median));
    lines.add(summary("lowest", column -> shown(column, 0)));
    lines.add(summary("highest", column -> shown(column, column.all(runs).length - 1)));
    return lines;
  }

  private List<String> line(String name, Run run) {
    List<String> line = new ArrayList<>(List.of(name));
    COLUMNS.forEach(column -> line.add(column.of(run)));
    line.add(verdict(run).toString());
    return line;
  }

  private List<String> summary(String name, Function<Column, String> value) {
    List<String> line = new ArrayList<>(List.of(name));
    COLUMNS.forEach(column -> line.add(value.apply(column)));
    line.add("");
    return line;
  }

  /** The run's folder, or its number. */
  private String name(int at) {
    String folder = runs.get(at).folder();
    return folder == null ? "run " + (at + 1) : folder;
  }

  private Validity verdict(Run run) {
    return report.verdict().reasons().stream()
        .filter(reason -> reason.text().startsWith(run.folder() + ": "))
        .map(ValidityReason::effect)
        .reduce(Validity.VALID, Validity::worse);
  }

  private String median(Column column) {
    double[] all = column.all(runs);
    return all.length == 0 ? "" : column.shown().apply(Sample.median(Arrays.stream(all)));
  }

  private String range(Column column) {
    double[] all = column.all(runs);
    return " (%s to %s)".formatted(shown(column, 0), shown(column, all.length - 1));
  }

  private String shown(Column column, int at) {
    double[] all = column.all(runs);
    return all.length == 0 ? "" : column.shown().apply(all[at]);
  }

  private static Double total(Run run, Function<Latency, Long> figure) {
    Latency total = run.latency(Stage.TOTAL);
    return total == null ? null : Double.valueOf(figure.apply(total));
  }

  private static Double serverNanos(Run run) {
    Cost cost = run.cost();
    Double micros = cost == null ? null : cost.serverCpuMicrosPerHandshake();
    return micros == null ? null : Double.valueOf(micros * MICROS);
  }
}
