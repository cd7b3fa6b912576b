package dev.kexbench.loadgen.loadtest;

import dev.kexbench.loadgen.run.RunControl;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.jmh.JmhFiles;
import dev.kexbench.results.render.FurtherRoundsText;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ProjectPaths;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Runs several variants of a plan in interleaved rounds and compares them. Each round has one run
 * of every variant, in new JVMs and in a random order, so that a temporary slowdown of the machine
 * affects all of them alike; all runs of a round have the same due times and clients. Figures that
 * may have changed are measured again in as many more rounds, which count for these figures only:
 * that can take a chance result back, and cannot find another one.
 */
final class VariantSeries {
  /** Fewer rounds show no difference between rounds. */
  static final int FEWEST = 2;

  private static final String SEED = "seed";

  private final RunControl control;
  private final Setup setup;
  private final List<LoadVariant> variants;
  private final Map<String, ChildRuns> runs = new LinkedHashMap<>();

  /** Of each variant the reports of the complete rounds. */
  private final Map<String, List<LoadReport>> parts = new LinkedHashMap<>();

  private final List<String> leftOut = new ArrayList<>();
  private final RoundOrder order;

  /** The figures for which the runs of a round count; empty for all. */
  private List<String> confirming = List.of();

  private int rounds;

  /**
   * What a series is to do.
   *
   * @param title of the series, which names its rounds
   * @param seed of the order and, unless the plan has one, of the runs
   * @param mayDiffer the settings in which the variants may differ
   * @param confirm whether figures that may have changed are measured again
   */
  record Setup(
      String title,
      int rounds,
      long seed,
      List<String> mayDiffer,
      boolean confirm,
      SeriesTime time) {}

  /**
   * A series.
   *
   * @param variants two or more; the others are compared with the first
   * @param launchers how the load tests of a variant are started
   */
  VariantSeries(
      RunControl control,
      Setup setup,
      List<LoadVariant> variants,
      Function<LoadVariant, ChildRuns.Launcher> launchers) {
    this.control = control;
    this.setup = setup;
    this.variants = variants;
    if (Files.exists(JmhFiles.order(control.folder()))) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--out: %s already contains a comparison; name another folder"
              .formatted(control.folder()));
    }
    for (LoadVariant variant : variants) {
      Path folder = control.folder().resolve(variant.name());
      ReportFiles.makeFolder(folder);
      RunControl own = new RunControl(control.interrupt(), control.progress(), folder);
      runs.put(variant.name(), new ChildRuns(own, variant.plan(), launchers.apply(variant)));
      parts.put(variant.name(), new ArrayList<>());
    }
    order = new RoundOrder(control.folder(), setup.seed(), List.copyOf(parts.keySet()));
  }

  /**
   * Runs all rounds, and prints and writes the comparison. The result is the exit code of the
   * comparison, or that of a run that was stopped or could not start, which ends the series.
   *
   * @throws CommandFailure with exit code 3 if fewer than two rounds are valid
   */
  int run(PrintWriter out) throws IOException, InterruptedException {
    control
        .progress()
        .say(
            "%d rounds of %d variants (%s), %s"
                .formatted(
                    setup.rounds(),
                    variants.size(),
                    String.join(", ", parts.keySet()),
                    setup.time().expected()));
    OptionalInt stopped = runRounds();
    int first = rounds;
    int reports = write(stopped.isPresent());
    if (stopped.isEmpty() && setup.confirm() && rounds >= FEWEST) {
      stopped = confirm();
      reports = write(stopped.isPresent());
    }
    leftOut.forEach(control.progress()::sayAlways);
    if (stopped.isPresent()) {
      control
          .progress()
          .sayAlways(
              "ended early: %d of %d rounds are complete; all files are in %s"
                  .formatted(rounds, order.rounds(), ProjectPaths.shown(control.folder())));
    }
    if (rounds < FEWEST) {
      return tooFew(stopped);
    }
    VariantComparison comparison = comparison();
    comparison.print(out, new VariantComparison.Rounds(first, rounds - first, confirming));
    return stopped.orElse(ExitCode.worst(comparison.exitCode(), reports));
  }

  private VariantComparison comparison() {
    return VariantComparison.of(control.folder(), List.copyOf(parts.keySet()), setup.mayDiffer());
  }

  /** Measures figures that may have changed in as many more rounds; returns as runRounds does. */
  private OptionalInt confirm() throws IOException, InterruptedException {
    confirming = comparison().flagged();
    if (confirming.isEmpty()) {
      return OptionalInt.empty();
    }
    setup.time().expect(setup.rounds() * variants.size());
    control
        .progress()
        .sayAlways(
            FurtherRoundsText.confirmation(confirming.size(), "figure", setup.rounds())
                + setup.time().left());
    return runRounds();
  }

  private int tooFew(OptionalInt stopped) {
    return stopped.orElseThrow(
        () ->
            new CommandFailure(
                ExitCode.NOT_VALID,
                "only %d of %d rounds have a valid run of every variant; the reports in %s give the"
                        .formatted(rounds, setup.rounds(), control.folder())
                    + " reasons; run it again"));
  }

  /** The exit code of the run that ended the series early; empty if all have run. */
  private OptionalInt runRounds() throws IOException, InterruptedException {
    ValidRuns attempts = new ValidRuns(control, setup.rounds());
    for (RoundOrder.Turn turn : order.more(setup.rounds())) {
      OptionalInt stopped = runRound(attempts, turn);
      if (stopped.isPresent()) {
        return stopped;
      }
    }
    return OptionalInt.empty();
  }

  /** Takes a round if all variants are valid, since its runs are compared with each other. */
  private OptionalInt runRound(ValidRuns attempts, RoundOrder.Turn turn)
      throws IOException, InterruptedException {
    Map<String, LoadReport> valid = new LinkedHashMap<>();
    for (String variant : turn.sides()) {
      if (control.interrupt().requested()) {
        return OptionalInt.of(ExitCode.INTERRUPTED);
      }
      ValidRuns.End end = run(attempts, turn.round(), variant);
      if (end.isStopped()) {
        return OptionalInt.of(end.exitCode());
      }
      if (end.report().isEmpty()) {
        leaveOut(turn, variant, variants.size() - valid.size() - 1);
        return OptionalInt.empty();
      }
      valid.put(variant, end.report().get());
    }
    String round = "%s, round %d".formatted(setup.title(), turn.round());
    parts.forEach((name, some) -> some.add(ValidRuns.inRound(valid.get(name), round, confirming)));
    rounds++;
    return OptionalInt.empty();
  }

  /** The other variants of the round, which would have nothing to be compared with, do not run. */
  private void leaveOut(RoundOrder.Turn turn, String invalid, int others) {
    leftOut.add(
        "left out: round %d of all variants, since %s stayed INVALID"
            .formatted(turn.round(), invalid));
    for (int skipped = 0; skipped < others; skipped++) {
      setup.time().runEnded();
    }
  }

  private ValidRuns.End run(ValidRuns attempts, int round, String variant)
      throws IOException, InterruptedException {
    control
        .progress()
        .say("round %d of %d: %s%s".formatted(round, order.rounds(), variant, setup.time().left()));
    ValidRuns.End end =
        attempts.run(runs.get(variant), "round-" + round, seed(variantNamed(variant), round));
    setup.time().runEnded();
    return end;
  }

  private LoadVariant variantNamed(String name) {
    return variants.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  /** The same for all variants of a round. */
  private List<String> seed(LoadVariant variant, int round) {
    return variant.plan().containsKey(SEED)
        ? List.of()
        : List.of("--" + SEED, String.valueOf(setup.seed() + round));
  }

  /** Writes the report of each variant, and returns the worst of their exit codes. */
  private int write(boolean stopped) {
    int code = ExitCode.FINE;
    for (Map.Entry<String, List<LoadReport>> side : parts.entrySet()) {
      if (!side.getValue().isEmpty()) {
        String title = setup.title() + "-" + side.getKey();
        LoadReport joined = LoadReport.repeated(title, side.getValue(), stopped);
        SingleRun.writeReport(joined, control.folder().resolve(side.getKey()));
        code = ExitCode.worst(code, joined.exitCode());
      }
    }
    return code;
  }
}
