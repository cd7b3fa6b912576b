package dev.kexbench.results.render.page;

import dev.kexbench.results.render.AgentTable;
import dev.kexbench.results.render.CeilingText;
import dev.kexbench.results.render.DelayText;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.ServerStage;
import dev.kexbench.results.render.StageNames;
import dev.kexbench.results.render.TargetTable;
import dev.kexbench.results.render.page.HtmlTable.Cell;
import dev.kexbench.results.render.page.RunPage.Part;
import dev.kexbench.results.report.Cost;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.GeneratorDelay.Percentile;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** What one run shows: its figures, its latencies, its seconds, and its server's time. */
final class RunSections {
  private static final double MICRO = 1e3;

  private final String id;
  private final Run run;
  private final List<Chart> charts = new ArrayList<>();

  private RunSections(String id, Run run) {
    this.id = id;
    this.run = run;
  }

  /**
   * The sections.
   *
   * @param id what the names of its charts begin with
   */
  static Part of(String id, Run run) {
    RunSections sections = new RunSections(id, run);
    String html = sections.tiles() + sections.latency() + sections.seconds() + sections.server();
    return new Part(
        html + sections.counts() + sections.agents() + sections.targets(), sections.charts);
  }

  private String tiles() {
    List<String> tiles = new ArrayList<>();
    Latency total = run.latency(Stage.TOTAL);
    Cost cost = run.cost();
    tiles.add(
        Html.tile(
            Numbers.significant(run.rates().establishedPerSecond()) + "/s",
            "handshakes established"));
    if (total != null) {
      tiles.add(fromDueTime(Percentile.P50, total));
      tiles.add(fromDueTime(Percentile.P99, total));
    }
    Double failed = run.counts().errorShare();
    tiles.add(Html.tile(failed == null ? "-" : Numbers.percent(failed), "failed"));
    if (cost != null && cost.serverCpuMicrosPerHandshake() != null) {
      String micros = Numbers.duration(cost.serverCpuMicrosPerHandshake() * MICRO);
      tiles.add(Html.tile(micros, "server CPU per handshake"));
    }
    if (run.ceiling() != null) {
      tiles.add(Html.tile(Numbers.percent(run.ceiling().share()), "of the private-key ceiling"));
    }
    String ceiling =
        run.ceiling() == null ? CeilingText.omitted(run) : CeilingText.of(run.ceiling());
    return Html.tiles(tiles) + quiet(ceiling);
  }

  private String fromDueTime(Percentile percentile, Latency total) {
    return Html.tile(
        Numbers.duration(percentile.of(total)),
        percentile.label() + " from due time" + DelayText.mark(run.generatorDelay(), percentile));
  }

  private String latency() {
    Map<String, Histogram> curves = new LinkedHashMap<>();
    HtmlTable table = new HtmlTable(List.of("stage", "p50", "p90", "p99", "p99.9", "max"));
    for (Stage stage : StageNames.IN_ORDER) {
      Latency latency = run.latency(stage);
      if (latency != null) {
        curves.put(StageNames.of(stage), latency.decode());
        table.add(line(StageNames.of(stage), latency));
      }
    }
    if (curves.isEmpty()) {
      return "";
    }
    Chart chart = PercentileCurve.of(id + "-percentiles", curves);
    charts.add(chart);
    return Html.heading("Latency")
        + Html.chart(chart, "Latency over percentiles, by stage")
        + table.html()
        + quiet(DelayText.line(run));
  }

  private static String quiet(String line) {
    return line.isEmpty() ? "" : Html.paragraph("quiet", line);
  }

  private static List<Cell> line(String name, Latency latency) {
    return List.of(
        Cell.text(name),
        nanos(latency.p50()),
        nanos(latency.p90()),
        nanos(latency.p99()),
        nanos(latency.p999()),
        nanos(latency.max()));
  }

  private static Cell nanos(double nanos) {
    return Cell.figure(Numbers.duration(nanos), nanos);
  }

  private String seconds() {
    if (run.timeline().isEmpty()) {
      return "";
    }
    Chart rates = TimelineCharts.rates(id + "-rates", run.timeline());
    Chart bands = TimelineCharts.latencies(id + "-bands", run.timeline());
    charts.add(rates);
    charts.add(bands);
    return Html.heading("Second by second")
        + Html.chart(rates, "Handshakes started, established and failed in each second")
        + Html.chart(bands, "Median and 99th percentile of latency in each second")
        + quiet(DelayText.line(run.timeline()));
  }

  private String server() {
    List<ServerStage> stages = ServerStage.of(run);
    if (stages.isEmpty()) {
      return "";
    }
    HtmlTable table = new HtmlTable(List.of("stage", "mean", "p99", "of work", ""));
    double before = 0;
    for (ServerStage stage : stages) {
      double share = stage.share() == null ? 0 : stage.share();
      String text = stage.share() == null ? "" : Numbers.percent(share);
      table.add(
          List.of(
              Cell.text(stage.name()),
              nanos(stage.meanNanos()),
              nanos(stage.p99Nanos()),
              Cell.figure(text, share),
              Cell.html(share == 0 ? "" : Html.bar(before, before + share, text))));
      before += share;
    }
    return Html.heading("Where the server's time went") + table.html();
  }

  private String counts() {
    Counts counts = run.counts();
    HtmlTable table = new HtmlTable(List.of("handshakes", "number"));
    count(table, "planned", counts.planned());
    count(table, "started", counts.started());
    count(table, "dropped", counts.dropped());
    count(table, "abandoned while waiting for a slot", counts.abandoned());
    count(table, "not reached by a stalled generator", counts.notReached());
    count(table, "waiting at the end", counts.waiting());
    count(table, "established", counts.established());
    counts.failed().forEach((cause, number) -> failed(table, cause.meaning(), number));
    count(table, "in flight at the end", counts.inFlight());
    return Html.heading("What became of them") + table.html();
  }

  private String agents() {
    return table("The agents", AgentTable.HEAD, run.agents().stream().map(AgentTable::cells));
  }

  private String targets() {
    return table("The servers", TargetTable.HEAD, run.targets().stream().map(TargetTable::cells));
  }

  private static String table(String heading, List<String> head, Stream<List<String>> lines) {
    HtmlTable table = new HtmlTable(head);
    List<List<String>> all = lines.toList();
    all.forEach(line -> table.add(line.stream().map(Cell::text).toList()));
    return all.isEmpty() ? "" : Html.heading(heading) + table.html();
  }

  private static void failed(HtmlTable table, String meaning, long number) {
    if (number > 0) {
      count(table, "failed: " + meaning, number);
    }
  }

  private static void count(HtmlTable table, String what, long number) {
    table.add(List.of(Cell.text(what), Cell.figure(Numbers.whole(number), number)));
  }
}
