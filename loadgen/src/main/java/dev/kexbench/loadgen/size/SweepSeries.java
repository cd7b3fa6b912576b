package dev.kexbench.loadgen.size;

import dev.kexbench.loadgen.loadtest.ChildRuns;
import dev.kexbench.loadgen.loadtest.SeriesTime;
import dev.kexbench.loadgen.loadtest.SweepOptions;
import dev.kexbench.loadgen.loadtest.SweepRun;
import dev.kexbench.loadgen.run.RunControl;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures what a model needs: a sweep of rates of each exchange, one after the other, each in its
 * own JVMs.
 */
final class SweepSeries {
  private static final String CAPACITY = "capacity";

  /** Any rate makes an open loop; at this one, 50,000 handshakes may be in flight. */
  private static final String OPEN_LOOP = "4k";

  /** Around each measured time: lead-in, draining, the private-key rate, the JVMs' events. */
  private static final Duration AROUND = Duration.ofSeconds(7);

  private final RunControl control;
  private final Plan plan;
  private final SeriesTime time;
  private final List<Path> reports = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  /**
   * What to measure.
   *
   * @param exchanges their full names
   * @param shares of the capacity, each above 0
   * @param seed of the order of the rates
   * @param allowed reasons for which a run may be INVALID
   */
  record Plan(List<String> exchanges, List<Double> shares, long seed, Set<ReasonKey> allowed) {
    /** Keeps its own copies. */
    Plan {
      exchanges = List.copyOf(exchanges);
      shares = List.copyOf(shares);
      allowed = Set.copyOf(allowed);
    }

    /** The measured time of one sweep and what is around it. */
    Duration ofEach(Duration measured) {
      return measured.plus(AROUND).multipliedBy(1 + shares.size());
    }
  }

  /**
   * What was measured.
   *
   * @param reports files of valid ones, of each exchange its capacity first
   * @param leftOut the folders of runs that stayed INVALID
   * @param stopped the exit code of the sweep that ended the series early; empty if all have run
   */
  record Result(List<Path> reports, List<String> leftOut, OptionalInt stopped) {}

  SweepSeries(RunControl control, Plan plan, SeriesTime time) {
    this.control = control;
    this.plan = plan;
    this.time = time;
  }

  /** Runs all, until one is stopped or cannot start. */
  Result run(ChildRuns runs) throws IOException, InterruptedException {
    int number = plan.exchanges().size();
    control
        .progress()
        .say(
            "%s of %d rates, %s"
                .formatted(
                    number == 1 ? "a sweep" : number + " sweeps",
                    plan.shares().size(),
                    time.expected()));
    OptionalInt stopped = OptionalInt.empty();
    for (int i = 0; i < number && stopped.isEmpty(); i++) {
      String exchange = plan.exchanges().get(i);
      control
          .progress()
          .say("sweep %d of %d: %s%s".formatted(i + 1, number, exchange, time.left()));
      for (Path earlier : files(exchange)) {
        Files.deleteIfExists(earlier);
      }
      ChildRuns.End end = runs.run(Path.of(exchange, CAPACITY), options(exchange));
      time.runEnded();
      collect(exchange);
      stopped = end.report().isEmpty() ? OptionalInt.of(end.exitCode()) : OptionalInt.empty();
      if (stopped.isEmpty() && control.interrupt().requested() && i + 1 < number) {
        stopped = OptionalInt.of(ExitCode.INTERRUPTED);
      }
    }
    state(stopped);
    return new Result(List.copyOf(reports), List.copyOf(leftOut), stopped);
  }

  private List<String> options(String exchange) {
    String shares = plan.shares().stream().map(String::valueOf).collect(Collectors.joining(","));
    List<String> options = new ArrayList<>();
    options.addAll(allowed());
    options.addAll(
        List.of(
            "--exchange",
            exchange,
            "--rate",
            OPEN_LOOP,
            "--arrivals",
            "poisson",
            "--seed",
            String.valueOf(plan.seed()),
            SweepOptions.SWEEP,
            shares));
    return options;
  }

  private List<String> allowed() {
    return plan.allowed().isEmpty()
        ? List.of()
        : List.of(
            SweepOptions.ALLOW,
            plan.allowed().stream()
                .map(ReasonKey::label)
                .sorted()
                .collect(Collectors.joining(",")));
  }

  /** The reports of a sweep, that of its capacity first. */
  private List<Path> files(String exchange) {
    return Stream.concat(Stream.of(CAPACITY), plan.shares().stream().map(SweepRun::folder))
        .map(name -> control.folder().resolve(exchange).resolve(name).resolve("report.json"))
        .toList();
  }

  /** Whatever the sweep has left: one that was stopped has fewer rates. */
  private void collect(String exchange) {
    for (Path file : files(exchange)) {
      if (Files.exists(file)) {
        LoadReport report = ReportFiles.read(file);
        if (!report.verdict().flaws(plan.allowed()).isEmpty()) {
          leftOut.add(exchange + "/" + file.getParent().getFileName());
        } else {
          reports.add(file);
        }
      }
    }
  }

  private void state(OptionalInt stopped) {
    if (stopped.isPresent()) {
      control
          .progress()
          .sayAlways(
              "ended early: %d of %d runs are there"
                  .formatted(reports.size(), plan.exchanges().size() * (1 + plan.shares().size())));
    }
    leftOut.forEach(
        name -> control.progress().sayAlways("left out: %s, which stayed INVALID".formatted(name)));
  }
}
