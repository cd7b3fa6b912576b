package dev.kexbench.loadgen.loadtest;

import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.loadgen.plan.NetworkSpec;
import dev.kexbench.loadgen.run.RunControl;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.render.ExchangeTable;
import dev.kexbench.results.render.NetworkGrid;
import dev.kexbench.results.render.Numbers;
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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Runs the same plan for several exchanges or networks, in rounds. Each round has one run of every
 * exchange over every network, in a different order, so that a temporary slowdown of the machine
 * affects all of them alike.
 */
final class ExchangeSeries {
  private static final String MARKDOWN = "exchanges.md";

  private final LoadtestOptions options;
  private final RunControl control;
  private final List<Exchange> exchanges;
  private final SeriesTime time;
  private final List<LoadReport> parts = new ArrayList<>();

  /**
   * A series with the plan and the exchanges of the options.
   *
   * @param time of all its runs
   */
  ExchangeSeries(LoadtestOptions options, RunControl control, SeriesTime time) {
    this.options = options;
    this.control = control;
    this.exchanges = options.tested();
    this.time = time;
  }

  /**
   * Runs all rounds, and prints and writes the table of what was done before the series ended or
   * was stopped. The result is the exit code of the whole series, or that of a run that was stopped
   * or could not start, which ends the series.
   */
  int run(ChildRuns runs, PrintWriter out) throws IOException, InterruptedException {
    List<Turn> turns = turns(options);
    control
        .progress()
        .say(
            "%d runs: %s%s in %s, %s"
                .formatted(
                    turns.size(),
                    Numbers.counted(exchanges.size(), "exchange"),
                    options.networks().isEmpty()
                        ? ""
                        : " over " + Numbers.counted(options.networks().size(), "network"),
                    Numbers.counted(options.rounds(), "round"),
                    time.expected()));
    OptionalInt failed = runRounds(runs, turns);
    if (parts.isEmpty()) {
      return failed.orElse(ExitCode.FINE);
    }
    LoadReport joined = LoadReport.joined(options.title(), inOrder(), failed.isPresent());
    out.print(Summary.of(joined, options.wide()));
    write(joined, out);
    return failed.orElse(joined.exitCode());
  }

  /** The exit code of the run that ended the series early; empty if all have run. */
  private OptionalInt runRounds(ChildRuns runs, List<Turn> turns)
      throws IOException, InterruptedException {
    for (Turn turn : turns) {
      control.progress().say(turn.title(options.rounds()) + time.left());
      ChildRuns.End end = runs.run(turn.folder(), turn.options());
      time.runEnded();
      if (end.report().isEmpty()) {
        return OptionalInt.of(end.exitCode());
      }
      parts.add(end.report().get());
    }
    return OptionalInt.empty();
  }

  /** One run of an exchange, over a network if there are several. */
  record Turn(int round, Exchange exchange, Optional<NetworkSpec> network) {
    private Path folder() {
      String after = network.map(spec -> "-" + plain(spec)).orElse("");
      return Path.of("round-" + round, exchange.name() + after);
    }

    /** A network as part of a folder's name: {@code rtt-50ms-loss-1}. */
    private static String plain(NetworkSpec spec) {
      return spec.toString().replaceAll("[^a-z0-9.]+", "-").replaceAll("-$", "");
    }

    private String title(int rounds) {
      String over = network.map(spec -> " over " + spec).orElse("");
      return "round %d of %d: %s%s".formatted(round, rounds, exchange.name(), over);
    }

    private List<String> options() {
      List<String> options = new ArrayList<>(List.of("--exchange", exchange.name()));
      network.ifPresent(spec -> options.addAll(List.of("--network", spec.toString())));
      return options;
    }
  }

  /** The runs. Every round has all exchanges over all networks, in an order of its own. */
  static List<Turn> turns(LoadtestOptions options) {
    List<Turn> turns = new ArrayList<>();
    Random spec = new Random(1);
    for (int round = 1; round <= options.rounds(); round++) {
      int number = round;
      List<Turn> shuffled =
          new ArrayList<>(
              options.tested().stream()
                  .flatMap(each -> over(options.networks(), number, each))
                  .toList());
      Collections.shuffle(shuffled, spec);
      turns.addAll(shuffled);
    }
    return turns;
  }

  private static Stream<Turn> over(List<NetworkSpec> networks, int round, Exchange exchange) {
    return networks.isEmpty()
        ? Stream.of(new Turn(round, exchange, Optional.empty()))
        : networks.stream().map(each -> new Turn(round, exchange, Optional.of(each)));
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
    String tables =
        new ExchangeTable(joined).markdown()
            + NetworkGrid.of(joined).map(NetworkGrid::markdown).orElse("");
    ReportFiles.writeText(tables, control.folder().resolve(MARKDOWN));
    out.println(
        "\nreport: %s, as a page: %s, as Markdown: %s"
            .formatted(ProjectPaths.shown(report), SingleRun.PAGE, MARKDOWN));
  }
}
