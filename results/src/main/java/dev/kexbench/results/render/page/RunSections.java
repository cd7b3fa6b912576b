package dev.kexbench.results.render.page;

import dev.kexbench.results.machine.Contention;
import dev.kexbench.results.render.CeilingText;
import dev.kexbench.results.render.DelayText;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.StageNames;
import dev.kexbench.results.render.TargetTable;
import dev.kexbench.results.render.page.HtmlTable.Cell;
import dev.kexbench.results.render.page.RunPage.Part;
import dev.kexbench.results.report.Cost;
import dev.kexbench.results.report.GeneratorDelay.Percentile;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.MachineFigures;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.Stage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What one run shows: its figures, its latencies, its seconds, its server's time and its cost. */
final class RunSections {
  private static final double MICRO = 1e3;

  private final String id;
  private final Run run;
  private final List<Drawing> charts = new ArrayList<>();
  private final StringBuilder html = new StringBuilder();

  private RunSections(String id, Run run) {
    this.id = id;
    this.run = run;
  }

  /**
   * What the sections of a run need besides it.
   *
   * @param log with the latencies of each second, or null
   * @param pricePerCoreHour or null
   * @param runs how many the page has
   * @param running of a run that has not ended yet, else null
   */
  record PageInputs(Path log, Double pricePerCoreHour, int runs, RunPage.Running running) {}

  /**
   * The sections.
   *
   * @param id what the names of its charts begin with
   */
  static Part of(String id, Run run, PageInputs around) {
    RunSections sections = new RunSections(id, run);
    sections.tiles();
    sections.html.append(OutcomeSection.of(run));
    sections.add(HeatmapSection.of(id + "-heat", run, around));
    sections.seconds();
    sections.percentiles();
    sections.add(ResumptionSection.of(id, run));
    sections.html.append(NetworkSection.of(run));
    sections.html.append(ServerTimeSection.of(run));
    sections.html.append(CostSection.of(run, around.pricePerCoreHour()));
    sections.add(AgentSection.of(id, run));
    sections.targets();
    return new Part(sections.html.toString(), sections.charts);
  }

  private void add(Part part) {
    html.append(part.html());
    charts.addAll(part.charts());
  }

  private String chart(Chart chart, String caption) {
    charts.add(chart);
    return Html.chart(chart, caption);
  }

  private void tiles() {
    List<String> tiles = new ArrayList<>();
    Latency total = run.latency(Stage.TOTAL);
    Cost cost = run.cost();
    tiles.add(
        Html.tile(
            Numbers.significant(run.rates().establishedPerSecond()) + "/s",
            "handshakes established",
            run.ceiling() == null
                ? ""
                : Numbers.percent(run.ceiling().share()) + " of the private-key ceiling"));
    if (total != null) {
      tiles.add(fromDueTime(Percentile.P50, total, "half of them took less"));
      tiles.add(fromDueTime(Percentile.P99, total, "1 of 100 took longer"));
    }
    Double failed = run.counts().errorShare();
    long number = run.counts().failedTotal() + run.counts().neverStarted();
    tiles.add(
        Html.tile(
            failed == null ? "-" : Numbers.percent(failed),
            "failed",
            Numbers.whole(number) + " of " + Numbers.whole(run.counts().planned())));
    if (cost != null && cost.serverCpuMicrosPerHandshake() != null) {
      String micros = Numbers.duration(cost.serverCpuMicrosPerHandshake() * MICRO);
      tiles.add(Html.tile(micros, "server CPU per handshake", operations()));
    }
    String ceiling =
        run.ceiling() == null
            ? CeilingText.omitted(run)
            : CeilingText.of(run.ceiling()).replaceAll("\\n *", "; ");
    html.append(Html.tiles(tiles)).append(quiet(ceiling));
  }

  private String operations() {
    Double operations = run.serverCpuInOperations();
    return operations == null ? "" : Numbers.significant(operations) + " private-key operations";
  }

  private String fromDueTime(Percentile percentile, Latency total, String meaning) {
    return Html.tile(
        Numbers.duration(percentile.of(total)),
        percentile.label() + " from due time" + DelayText.mark(run.generatorDelay(), percentile),
        meaning);
  }

  private static String quiet(String line) {
    return line.isEmpty() ? "" : Html.paragraph("quiet", line);
  }

  private void seconds() {
    if (run.timeline().isEmpty()) {
      return;
    }
    List<Second> intervals = TimelineBins.of(run.timeline());
    TimelineCharts lines = new TimelineCharts(id, intervals);
    long step = TimelineBins.step(run.timeline().size(), TimelineBins.MOST);
    SideCores cores = SideCores.of(run);
    boolean shares = cores.known();
    String grid =
        chart(lines.rates(run.plan().closedLoop()), "Handshakes per second")
            + chart(
                lines.inFlight(),
                "Handshakes in flight at the end of each " + (step == 1 ? "second" : "interval"))
            + chart(lines.latencies(), "Latency from due time")
            + cpu(
                lines.cpu(cores),
                shares ? "CPU, as a share of each side's cores" : "CPU, in cores");
    html.append(Html.heading("Second by second"))
        .append(step == 1 ? "" : quiet(joined(step)))
        .append(Html.grid(grid))
        .append(quiet(pressure()))
        .append(quiet(DelayText.line(run.timeline())));
    add(JvmSection.of(id, run, intervals));
    html.append(Html.heading("Latency versus rate"))
        .append(
            quiet(
                ("Two dots for each %s. Latency that rises where the rate does not shows"
                        + " the knee: the server is saturated.")
                    .formatted(step == 1 ? "second" : "interval")))
        .append(
            chart(
                lines.latencyOverRate(),
                "Latency from due time, by established handshakes per second"));
  }

  private static String joined(long step) {
    return ("Each point covers %d s: mean rates and CPU, the median of the medians, and the highest"
            + " of the other figures.")
        .formatted(step);
  }

  private String cpu(Chart chart, String caption) {
    return chart.series().isEmpty() ? "" : chart(chart, caption);
  }

  /** Its average over the run; of the seconds there is a chart, except for old reports. */
  private String pressure() {
    MachineFigures machine = run.machine();
    if (machine == null) {
      return "";
    }
    List<String> sides = new ArrayList<>();
    pressure(sides, "the server's machine", machine.server());
    pressure(sides, "the generator's machine", machine.generator());
    return sides.isEmpty()
        ? ""
        : "Pressure: tasks waited for a core in " + String.join(", in ", sides) + ".";
  }

  private static void pressure(List<String> sides, String where, Contention side) {
    if (side != null && side.pressure() != null) {
      sides.add(Numbers.percent(side.pressure()) + " of the time on " + where);
    }
  }

  private void percentiles() {
    Map<String, Histogram> curves = new LinkedHashMap<>();
    HtmlTable table = new HtmlTable(List.of("stage", "p50", "p90", "p99", "p99.9", "max"));
    for (Stage stage : StageNames.IN_ORDER) {
      Latency latency = run.latency(stage);
      if (latency != null) {
        curves.put(StageNames.of(stage), latency.decode());
        table.add(line(StageNames.of(stage), latency));
      }
    }
    if (!curves.isEmpty()) {
      Chart chart = PercentileCurve.of(id + "-percentiles", curves);
      html.append(Html.heading("Latency by percentile"))
          .append(quiet("The shaded area is the generator's own lag."))
          .append(chart(chart, "Latency over percentiles, by stage"))
          .append(table.html())
          .append(quiet(DelayText.line(run)));
    }
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

  private void targets() {
    if (!run.targets().isEmpty()) {
      List<List<String>> lines = run.targets().stream().map(TargetTable::cells).toList();
      html.append(Html.heading("The servers")).append(TablePage.table(TargetTable.HEAD, lines));
    }
  }
}
