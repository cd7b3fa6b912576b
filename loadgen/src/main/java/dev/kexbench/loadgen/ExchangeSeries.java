package dev.kexbench.loadgen;

import dev.kexbench.core.Catalogue;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.render.ExchangeTable;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Reason;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The same plan for several exchanges, in rounds: each round has a run of every exchange, in an
 * order of its own, so that what slows the machine down for a while falls on all of them alike.
 */
final class ExchangeSeries {
  static final String MARKDOWN = "exchanges.md";

  private static final String ALL = "all";

  private final Path folder;
  private final List<String> names;
  private final int rounds;
  private int exitCode = ExitCode.FINE;

  /**
   * A series that leaves all its files in one folder.
   *
   * @throws CommandFailure with exit code 2 for an exchange that there is not
   */
  ExchangeSeries(Path folder, List<String> exchanges, int rounds) {
    this.folder = folder;
    this.names = exchanges.equals(List.of(ALL)) ? all() : exchanges;
    this.rounds = rounds;
    for (String name : names) {
      if (Catalogue.find(name).isEmpty()) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "--exchanges: unknown exchange '%s'; choose of %s, or all"
                .formatted(name, String.join(", ", all())));
      }
    }
    if (names.size() < 2 || rounds < 1) {
      throw new CommandFailure(
          ExitCode.USAGE, "--exchanges needs two or more, and one of --rounds at least");
    }
  }

  private static List<String> all() {
    return Catalogue.all().stream().map(Exchange::name).toList();
  }

  /** Runs a plan of options by long name; empty if a run was stopped or could not begin. */
  Optional<LoadReport> run(String title, Map<String, String> options, LoadtestRun.Watch watch)
      throws IOException, InterruptedException {
    ChildRuns runs = new ChildRuns(folder, watch, options);
    List<LoadReport> parts = new ArrayList<>();
    Random order = new Random(1);
    for (int round = 1; round <= rounds; round++) {
      List<String> shuffled = new ArrayList<>(names);
      Collections.shuffle(shuffled, order);
      for (String name : shuffled) {
        watch.progress().say("round %d of %d: %s".formatted(round, rounds, name));
        ChildRuns.End end = runs.run(Path.of("round-" + round, name), List.of("--exchange", name));
        if (end.report().isEmpty()) {
          exitCode = end.exitCode();
          return Optional.empty();
        }
        parts.add(end.report().get());
        exitCode = ExitCode.worst(exitCode, isOnlyBounded(end) ? ExitCode.FINE : end.exitCode());
      }
    }
    LoadReport joined = LoadReport.joined(title, inOrder(parts));
    ReportFiles.writeText(new ExchangeTable(joined).markdown(), folder.resolve(MARKDOWN));
    return Optional.of(joined);
  }

  /** That the generator was the limit is said in the table, and no doubt of the rest. */
  private static boolean isOnlyBounded(ChildRuns.End end) {
    return end.exitCode() == ExitCode.NOT_COMPARABLE
        && end.report().orElseThrow().verdict().reasons().stream()
            .filter(reason -> reason.effect() == State.INVALID)
            .map(Reason::key)
            .allMatch("generatorCpu"::equals);
  }

  private List<LoadReport> inOrder(List<LoadReport> parts) {
    return names.stream()
        .flatMap(name -> parts.stream().filter(part -> part.runs().get(0).label().equals(name)))
        .toList();
  }

  /** The worst of all runs; of the last one, if that ended it. */
  int exitCode() {
    return exitCode;
  }
}
