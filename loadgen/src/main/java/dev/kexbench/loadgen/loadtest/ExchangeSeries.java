package dev.kexbench.loadgen.loadtest;

import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.loadgen.run.RunControl;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.render.ExchangeTable;
import dev.kexbench.results.render.Summary;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ProjectPaths;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

/**
 * Runs the same plan for several exchanges, in rounds. Each round has one run of every exchange, in
 * a different order, so that a temporary slowdown of the machine affects all of them alike.
 */
final class ExchangeSeries {
  private static final String MARKDOWN = "exchanges.md";

  private final LoadtestOptions options;
  private final RunControl control;
  private final List<Exchange> exchanges;
  private final List<LoadReport> parts = new ArrayList<>();

  /** A series with the plan and the exchanges of the options. */
  ExchangeSeries(LoadtestOptions options, RunControl control) {
    this.options = options;
    this.control = control;
    this.exchanges = options.exchanges();
  }

  /**
   * Runs all rounds, and prints and writes the table of what was done before the series ended or
   * was stopped. The result is the exit code of the whole series, or that of a run that was stopped
   * or could not start, which ends the series.
   */
  int run(PrintWriter out) throws IOException, InterruptedException {
    ReportFiles.makeFolder(control.folder());
    OptionalInt failed = runRounds();
    if (parts.isEmpty()) {
      return failed.orElse(ExitCode.FINE);
    }
    LoadReport joined = LoadReport.joined(options.title(), inOrder(), failed.isPresent());
    out.print(Summary.of(joined, options.wide()));
    write(joined, out);
    return failed.orElse(joined.exitCode());
  }

  /** The exit code of the run that ended the series early; empty if all have run. */
  private OptionalInt runRounds() throws IOException, InterruptedException {
    ChildRuns runs = new ChildRuns(control, options.texts());
    for (Turn turn : turns()) {
      String name = turn.exchange().name();
      control.progress().say("round %d of %d: %s".formatted(turn.round(), options.rounds(), name));
      ChildRuns.End end = runs.run(turn.folder(), List.of("--exchange", name));
      if (end.report().isEmpty()) {
        return OptionalInt.of(end.exitCode());
      }
      parts.add(end.report().get());
    }
    return OptionalInt.empty();
  }

  private record Turn(int round, Exchange exchange) {
    private Path folder() {
      return Path.of("round-" + round, exchange.name());
    }
  }

  /** Every round has all exchanges, in an order of its own. */
  private List<Turn> turns() {
    List<Turn> turns = new ArrayList<>();
    Random spec = new Random(1);
    for (int round = 1; round <= options.rounds(); round++) {
      int number = round;
      List<Turn> shuffled =
          new ArrayList<>(exchanges.stream().map(each -> new Turn(number, each)).toList());
      Collections.shuffle(shuffled, spec);
      turns.addAll(shuffled);
    }
    return turns;
  }

  private List<LoadReport> inOrder() {
    return exchanges.stream()
        .flatMap(
            each -> parts.stream().filter(part -> part.runs().get(0).label().equals(each.name())))
        .toList();
  }

  private void write(LoadReport joined, PrintWriter out) {
    Path report = control.folder().resolve(SingleRun.REPORT);
    SingleRun.writeReport(joined, control.folder());
    ReportFiles.writeText(new ExchangeTable(joined).markdown(), control.folder().resolve(MARKDOWN));
    out.println(
        "\nreport: %s, as a page: %s, as Markdown: %s"
            .formatted(ProjectPaths.shown(report), SingleRun.PAGE, MARKDOWN));
  }
}
