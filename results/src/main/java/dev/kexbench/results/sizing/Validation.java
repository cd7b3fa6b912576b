package dev.kexbench.results.sizing;

import dev.kexbench.results.sizing.LatencyModel.Conditions;
import dev.kexbench.results.sizing.SizingReport.Fit;
import dev.kexbench.results.sizing.SizingReport.ValidationRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * Predicted and measured latencies of runs at a constant rate, and what follows from their
 * difference: an error of p99 of at most 15 % up to 0.9 of capacity is expected in quiet runs, and
 * beyond 25 % the model is refused.
 */
final class Validation {
  /** The largest share of capacity at which the error counts; it is measured to a percent or so. */
  private static final double UP_TO = 0.91;

  private static final double FINE = 0.15;
  private static final double REFUSED = 0.25;

  /** Evidence that an assumption does not hold. */
  private static final double CHANGED_HOST = 0.05;

  private static final double CHANGED_UTILISATION = 0.05;

  /** As many percent of machines, which is worth a line. */
  private static final double CHANGED_COST = 0.05;

  private static final double NOTICED_SHED = 0.001;
  private static final double DELAYED = 0.2;
  private static final double PAUSED = 0.3;
  private static final double COLD = 0.02;

  /** Simulations for the share of a part: enough for a percentage in a text. */
  private static final int FEW = 5;

  private static final int MOST_ARRIVALS = 200_000;
  private static final double P99 = 99;
  private static final double MEDIAN = 50;

  private record Pair(MeasuredRun run, ValidationRow row, double predictedUtilisation) {
    double error() {
      return Math.abs(row.p99Error());
    }
  }

  private final LatencyModel model;
  private final List<Pair> pairs;

  private Validation(LatencyModel model, List<Pair> pairs) {
    this.model = model;
    this.pairs = pairs;
  }

  /** Predicts the runs that started handshakes at a constant rate. */
  static Validation of(LatencyModel model, List<MeasuredRun> runs, long seed) {
    List<Pair> pairs = new ArrayList<>();
    for (MeasuredRun run : runs) {
      if (run.constantRate()) {
        pairs.add(pair(model, run, seed));
      }
    }
    pairs.sort(Comparator.comparingDouble(each -> each.row.ratePerSecond()));
    return new Validation(model, pairs);
  }

  private static Pair pair(LatencyModel model, MeasuredRun run, long seed) {
    int count = (int) Math.max(1, Math.min(MOST_ARRIVALS, run.rate().established()));
    Conditions conditions = model.conditions(run, seed);
    double[] p50 = new double[Sizing.SIMULATIONS];
    double[] p99 = new double[Sizing.SIMULATIONS];
    double utilisation = 0;
    for (int i = 0; i < Sizing.SIMULATIONS; i++) {
      LatencyModel drawn = Resampling.of(model, seed + i);
      SimulatedQueue predicted = drawn.predict(run, conditions, count, seed + i);
      p50[i] = predicted.latency().getValueAtPercentile(MEDIAN);
      p99[i] = predicted.latency().getValueAtPercentile(P99);
      utilisation += predicted.utilisation() / Sizing.SIMULATIONS;
    }
    double whole = p99(model, run, conditions, count, seed);
    double prompt = p99(model, run, model.prompt(run, seed), count, seed);
    Conditions unpaused = new Conditions(conditions.client(), Pauses.NONE);
    double capacity = model.capacityPerSecond() / model.slowdown(run);
    ValidationRow row =
        new ValidationRow(
            run.rate().plannedPerSecond(),
            run.rate().plannedPerSecond() / capacity,
            median(p50),
            run.total(MEDIAN),
            median(p99),
            run.total(P99),
            new PredictedP99(
                DoubleStream.of(p99).min().orElseThrow(),
                DoubleStream.of(p99).max().orElseThrow(),
                saved(whole, prompt),
                saved(whole, p99(model, run, unpaused, count, seed)),
                model.costError(run)));
    return new Pair(run, row, utilisation);
  }

  private static double p99(
      LatencyModel model, MeasuredRun run, Conditions conditions, int count, long seed) {
    return median(
        LongStream.range(seed, seed + FEW)
            .mapToObj(each -> model.predict(run, conditions, count, each))
            .mapToDouble(predicted -> predicted.latency().getValueAtPercentile(P99))
            .toArray());
  }

  private static double saved(double whole, double without) {
    return Math.max(0, 1 - without / whole);
  }

  private static double median(double[] values) {
    return DoubleStream.of(values).sorted().toArray()[values.length / 2];
  }

  /** In ascending order of the rate. */
  List<ValidationRow> rows() {
    return pairs.stream().map(Pair::row).toList();
  }

  /** The verdict. */
  Fit fit() {
    Optional<Pair> worst =
        pairs.stream()
            .filter(each -> each.row.shareOfCapacity() <= UP_TO)
            .max(Comparator.comparingDouble(Pair::error));
    return new Fit(
        model.capacityPerSecond(),
        worst.map(each -> each.row.p99Error()).orElse(null),
        worst.filter(each -> each.error() > REFUSED).isPresent(),
        worst.filter(each -> each.error() > FINE).map(this::failedAssumption).orElse(null));
  }

  /**
   * The run whose CPU time per handshake differs most from that of the model, which the answer is
   * for, in a sentence; empty if it is within 5 %. The predictions of the validation do not show
   * it, since each is made with the run's own.
   */
  Optional<String> doubtfulCost() {
    return pairs.stream()
        .filter(each -> each.row.shareOfCapacity() <= UP_TO)
        .max(Comparator.comparingDouble(Validation::costDifference))
        .filter(each -> costDifference(each) > CHANGED_COST)
        .map(
            each ->
                text(
                    "at %,.0f/s a handshake took %.0f %% %s CPU time than the model expects at that"
                        + " rate; %s",
                    each.run.rate().plannedPerSecond(),
                    100 * costDifference(each),
                    each.row.parts().costError() > 0 ? "more" : "less",
                    each.run.servedAll() && costDifference(each) <= LatencyModel.DOUBTFUL_COST
                        ? "the validation allows for it, the answer does not"
                        : "neither the validation nor the answer allows for it"));
  }

  private static double costDifference(Pair pair) {
    return Math.abs(pair.row.parts().costError());
  }

  /** The first assumption against which there is evidence. */
  private String failedAssumption(Pair worst) {
    MeasuredRun run = worst.run;
    String rate = String.format(Locale.ROOT, "at %,.0f/s", run.rate().plannedPerSecond());
    if (run.server().shedShare() > NOTICED_SHED) {
      return text(
          "the server answers all handshakes: %s it shed %.1f %%",
          rate, 100 * run.server().shedShare());
    }
    if (run.server().seconds().jitShare() > COLD) {
      return text(
          "the server is warm: %s JIT compilers used %.0f %% of its CPU time",
          rate, 100 * run.server().seconds().jitShare());
    }
    double hostSlowdown = run.slowdown(model.base());
    if (Math.abs(hostSlowdown - 1) > CHANGED_HOST) {
      return text(
          "the host's speed is the same in all runs but for its private-key rate: %s that was %.0f"
              + " %% of the one in the model's run",
          rate, 100 / hostSlowdown);
    }
    return failedPart(worst, rate).orElseGet(() -> failedUse(worst, rate));
  }

  /** Parts of p99 that are not the queue's, if they are large. */
  private static Optional<String> failedPart(Pair worst, String rate) {
    ValidationRow row = worst.row;
    if (row.parts().generatorShare() > DELAYED) {
      return Optional.of(
          text(
              "the generator starts handshakes when they are due: %s its delay makes %.0f %% of the"
                  + " predicted p99",
              rate, 100 * row.parts().generatorShare()));
    }
    List<Double> pauses = worst.run.server().seconds().pauseNanos();
    return row.parts().pauseShare() > PAUSED
        ? Optional.of(
            text(
                "the pauses of the server's JVM repeat as measured: %s %d of them, of up to %.1f"
                    + " ms, make %.0f %% of the predicted p99",
                rate,
                pauses.size(),
                pauses.stream().mapToDouble(Double::doubleValue).max().orElse(0) / 1e6,
                100 * row.parts().pauseShare()))
        : Optional.empty();
  }

  private String failedUse(Pair worst, String rate) {
    MeasuredRun run = worst.run;
    double cost = run.server().cpuNanosPerHandshake();
    double utilisation = run.utilisation();
    if (Math.abs(worst.row.parts().costError()) > LatencyModel.DOUBTFUL_COST) {
      return text(
          "the cost per handshake depends on the rate only where loops are idle: %s it was %.0f µs"
              + " of CPU, expected %.0f µs",
          rate, cost / 1e3, cost / 1e3 / (1 + worst.row.parts().costError()));
    }
    if (Math.abs(utilisation - worst.predictedUtilisation) > CHANGED_UTILISATION) {
      return text(
          "the server's cores do nothing else: %s their utilisation was %.0f %%, predicted %.0f %%",
          rate, 100 * utilisation, 100 * worst.predictedUtilisation);
    }
    return text(
        "a core is always there for the server, and handshakes only wait for each other: %s cost"
            + " and utilisation were as predicted, the latency was not",
        rate);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
