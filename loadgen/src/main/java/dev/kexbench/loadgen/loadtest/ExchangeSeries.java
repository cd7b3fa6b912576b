package dev.kexbench.loadgen.loadtest;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.run.ExchangeConstraints;
import dev.kexbench.loadgen.run.LoadtestRun;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.render.ExchangeTable;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Runs the same plan for several exchanges, in rounds. Each round has one run of every exchange, in
 * a different order, so that a temporary slowdown of the machine affects all of them alike.
 */
final class ExchangeSeries {
  static final String MARKDOWN = "exchanges.md";

  private static final String ALL = "all";

  private final Path folder;
  private final List<Exchange> exchanges;
  private final int rounds;
  private int exitCode = ExitCode.FINE;

  /**
   * Creates a series that writes all its files to one folder.
   *
   * @param names of exchanges, or {@code all}
   * @throws CommandFailure with exit code 2 for an unknown exchange, or too few of them
   */
  ExchangeSeries(Path folder, List<String> names, int rounds) {
    this.folder = folder;
    this.exchanges =
        names.equals(List.of(ALL))
            ? Catalogue.all()
            : names.stream().distinct().map(ExchangeSeries::named).toList();
    this.rounds = rounds;
    if (exchanges.size() < 2 || rounds < 1) {
      throw new CommandFailure(
          ExitCode.USAGE, "--exchanges needs two or more, and --rounds one at least");
    }
  }

  private static Exchange named(String name) {
    return Catalogue.find(name)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.USAGE,
                    "--exchanges: unknown exchange '%s'; choose of %s, or all"
                        .formatted(
                            name,
                            Catalogue.all().stream()
                                .map(Exchange::name)
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * Checks that each exchange supports the plan.
   *
   * @throws CommandFailure with exit code 2 if one does not
   */
  void check(LoadPlan plan) {
    exchanges.forEach(each -> new ExchangeConstraints(each).check(plan));
  }

  /**
   * Runs a plan given as options by long name. Returns what was done before the series ended or was
   * stopped; empty if that is nothing.
   */
  Optional<LoadReport> run(String title, Map<String, String> options, LoadtestRun.Watch watch)
      throws IOException, InterruptedException {
    ChildRuns runs = new ChildRuns(folder, watch, options);
    List<LoadReport> parts = new ArrayList<>();
    for (Turn turn : turns()) {
      watch
          .progress()
          .say("round %d of %d: %s".formatted(turn.round(), rounds, turn.exchange().name()));
      ChildRuns.End end = runs.run(turn.folder(), List.of("--exchange", turn.exchange().name()));
      if (end.report().isEmpty()) {
        exitCode = end.exitCode();
        return joined(title, parts, true);
      }
      parts.add(end.report().get());
    }
    Optional<LoadReport> whole = joined(title, parts, false);
    exitCode = whole.orElseThrow().exitCode();
    return whole;
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
    for (int round = 1; round <= rounds; round++) {
      int number = round;
      List<Turn> shuffled =
          new ArrayList<>(exchanges.stream().map(each -> new Turn(number, each)).toList());
      Collections.shuffle(shuffled, spec);
      turns.addAll(shuffled);
    }
    return turns;
  }

  private Optional<LoadReport> joined(String title, List<LoadReport> parts, boolean stopped) {
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    LoadReport joined = LoadReport.joined(title, inOrder(parts), stopped);
    ReportFiles.writeText(new ExchangeTable(joined).markdown(), folder.resolve(MARKDOWN));
    return Optional.of(joined);
  }

  private List<LoadReport> inOrder(List<LoadReport> parts) {
    return exchanges.stream()
        .flatMap(
            each -> parts.stream().filter(part -> part.runs().get(0).label().equals(each.name())))
        .toList();
  }

  /** The exit code of the whole series, or of the run that ended it. */
  int exitCode() {
    return exitCode;
  }
}
