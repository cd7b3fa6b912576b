package dev.kexbench.loadgen.size;

import dev.kexbench.loadgen.loadtest.ChildRuns;
import dev.kexbench.loadgen.loadtest.SeriesTime;
import dev.kexbench.loadgen.loadtest.ValidRuns;
import dev.kexbench.loadgen.run.RunControl;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.report.LoadReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;

/**
 * Measures what a model needs: the capacity of each exchange in a closed loop, then open loops with
 * Poisson arrivals at shares of that capacity. The rates of all exchanges are run in one shuffled
 * order, so that a change of the machine's speed does not look like an effect of the rate.
 */
final class RateSweep {
  private final RunControl control;
  private final Plan plan;
  private final SeriesTime time;
  private final ValidRuns valid;
  private final Map<String, Double> capacities = new LinkedHashMap<>();
  private final List<LoadReport> reports = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private int begun;

  /**
   * What to measure.
   *
   * @param exchanges their full names
   * @param shares of the capacity, each above 0
   * @param seed of the order
   */
  record Plan(List<String> exchanges, List<Double> shares, long seed) {
    /** Keeps its own copies. */
    Plan {
      exchanges = List.copyOf(exchanges);
      shares = List.copyOf(shares);
    }

    /** The number of runs without repetitions. */
    int runs() {
      return exchanges.size() * (1 + shares.size());
    }
  }

  /**
   * What was measured.
   *
   * @param reports of valid runs, those of capacities first
   * @param leftOut the folders of runs that stayed INVALID
   * @param stopped the exit code of the run that ended the sweep early; empty if all have run
   */
  record Result(List<LoadReport> reports, List<String> leftOut, OptionalInt stopped) {}

  private record Turn(String exchange, double share) {}

  RateSweep(RunControl control, Plan plan, SeriesTime time) {
    this.control = control;
    this.plan = plan;
    this.time = time;
    this.valid = new ValidRuns(control, plan.runs());
  }

  /** Runs all, until one is stopped or cannot start. */
  Result run(ChildRuns runs) throws IOException, InterruptedException {
    control.progress().say("%d runs, %s".formatted(plan.runs(), time.expected()));
    OptionalInt stopped = capacities(runs);
    if (stopped.isEmpty()) {
      stopped = rates(runs);
    }
    if (stopped.isPresent()) {
      control
          .progress()
          .sayAlways("ended early: %d of %d runs are there".formatted(reports.size(), plan.runs()));
    }
    leftOut.forEach(
        name -> control.progress().sayAlways("left out: %s, which stayed INVALID".formatted(name)));
    return new Result(reports, leftOut, stopped);
  }

  private OptionalInt capacities(ChildRuns runs) throws IOException, InterruptedException {
    for (String exchange : plan.exchanges()) {
      ValidRuns.End end = run(runs, exchange + "/capacity", List.of("--exchange", exchange));
      if (end.isStopped()) {
        return OptionalInt.of(end.exitCode());
      }
      end.report()
          .ifPresent(
              report ->
                  capacities.put(exchange, report.runs().get(0).rates().establishedPerSecond()));
      if (interrupted()) {
        return OptionalInt.of(ExitCode.INTERRUPTED);
      }
    }
    return OptionalInt.empty();
  }

  /** Of an exchange whose capacity is not known there is no rate to run. */
  private OptionalInt rates(ChildRuns runs) throws IOException, InterruptedException {
    List<Turn> turns = new ArrayList<>();
    capacities.keySet().forEach(name -> plan.shares().forEach(at -> turns.add(new Turn(name, at))));
    Collections.shuffle(turns, new Random(plan.seed()));
    for (Turn turn : turns) {
      double rate = Math.max(1, turn.share() * capacities.get(turn.exchange()));
      ValidRuns.End end =
          run(
              runs,
              turn.exchange() + "/rate-" + Numbers.plain(turn.share()),
              List.of(
                  "--exchange",
                  turn.exchange(),
                  "--rate",
                  String.format(Locale.ROOT, "%.0f", rate),
                  "--arrivals",
                  "poisson"));
      if (end.isStopped()) {
        return OptionalInt.of(end.exitCode());
      }
      if (interrupted()) {
        return OptionalInt.of(ExitCode.INTERRUPTED);
      }
    }
    return OptionalInt.empty();
  }

  private boolean interrupted() {
    return control.interrupt().requested() && begun < plan.runs();
  }

  private ValidRuns.End run(ChildRuns runs, String name, List<String> more)
      throws IOException, InterruptedException {
    begun++;
    control.progress().say("run %d of %d: %s%s".formatted(begun, plan.runs(), name, time.left()));
    ValidRuns.End end = valid.run(runs, name, more);
    time.runEnded();
    end.report().ifPresent(reports::add);
    if (end.report().isEmpty() && !end.isStopped()) {
      leftOut.add(name);
    }
    return end;
  }
}
