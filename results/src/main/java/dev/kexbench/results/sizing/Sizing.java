package dev.kexbench.results.sizing;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.Condition;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.sizing.SizingReport.Answer;
import dev.kexbench.results.sizing.SizingReport.CostOfMillion;
import dev.kexbench.results.sizing.SizingReport.CurvePoint;
import dev.kexbench.results.sizing.SizingReport.Fit;
import dev.kexbench.results.sizing.SizingReport.Prices;
import dev.kexbench.results.sizing.SizingReport.Question;
import dev.kexbench.results.sizing.SizingReport.Scaling;
import dev.kexbench.results.sizing.SizingReport.Sized;
import dev.kexbench.results.statistics.ConfidenceInterval;
import dev.kexbench.results.statistics.ScalabilityLaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** How many cores and machines a rate needs, for one exchange or several. */
public final class Sizing {
  private static final double[] CURVE = {
    0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.925, 0.95, 0.975, 1, 1.1, 1.2
  };

  /** The range of so many holds nine of ten. */
  static final int SIMULATIONS = 19;

  private static final int CURVE_ARRIVALS = 20_000;
  private static final double TRUSTED = 2;
  private static final double SECONDS_PER_HOUR = 3_600;
  private static final double JOULES_PER_KWH = 3.6e6;

  private final Question question;
  private final List<Condition> objective;
  private final Optional<ScalabilityLaw> law;
  private final List<String> caveats = new ArrayList<>();

  private Sizing(Question question, Optional<ScalabilityLaw> law) {
    this.question = question;
    this.objective = objective(question.objective());
    this.law = law;
  }

  /**
   * Sizes each exchange by its runs.
   *
   * @param runs at least one of each exchange, best at several rates
   * @param law how rates scale over cores; empty if every core counts as much as the measured ones
   * @throws CommandFailure with exit code 2 if a run lacks what the model needs, or the objective
   *     has a condition that it cannot predict
   */
  public static SizingReport of(
      Question question, Map<String, List<Run>> runs, Optional<ScalabilityLaw> law) {
    return new Sizing(question, law).report(runs);
  }

  private static List<Condition> objective(String text) {
    List<Condition> conditions = Condition.parseList(text);
    for (Condition each : conditions) {
      boolean predicted =
          switch (each.figure()) {
            case P9999, MAX, RATE -> false;
            default -> each.op() == Condition.Op.LESS && each.stage() == Stage.TOTAL;
          };
      if (!predicted) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "cannot size for '%s': give upper limits of mean, p50 to p99.9, and errors"
                .formatted(each.expression()));
      }
    }
    return conditions;
  }

  private SizingReport report(Map<String, List<Run>> runs) {
    List<Sized> sized = new ArrayList<>();
    Scaling scaling = null;
    for (Map.Entry<String, List<Run>> exchange : runs.entrySet()) {
      List<MeasuredRun> measured = exchange.getValue().stream().map(MeasuredRun::of).toList();
      sized.add(sized(exchange.getKey(), measured));
      scaling = scaling == null ? scaling(measured) : scaling;
    }
    return new SizingReport(
        SizingReport.SCHEMA,
        question,
        Assumptions.of(question, law.isPresent()),
        caveats,
        scaling,
        sized);
  }

  private Sized sized(String exchange, List<MeasuredRun> runs) {
    LatencyModel model = LatencyModel.of(runs, question.resumedShare(), question.seed());
    // What was measured is compared with the model of what was measured.
    LatencyModel asMeasured =
        question.resumedShare() == null ? model : LatencyModel.of(runs, null, question.seed());
    List<MeasuredRun> likeBase = LatencyModel.like(model.base(), runs);
    Validation validation = Validation.of(asMeasured, likeBase, question.seed());
    Fit fit = validation.fit();
    caveats(exchange, model, fit);
    validation.doubtfulCost().ifPresent(line -> caveats.add(exchange + ": " + line));
    int measuredCores = model.base().server().cores();
    int cores = question.coresPerMachine() == null ? measuredCores : question.coresPerMachine();
    int most =
        Math.max(
            runs.stream().mapToInt(run -> run.server().cores()).max().orElseThrow(),
            law.map(ScalabilityLaw::mostMeasured).orElse(0));
    MachineSearch search =
        new MachineSearch(
            model, question, objective, cores, 1 / perCore(cores, measuredCores).low());
    Answer answer =
        fit.refused() ? null : answer(model, search, cores, cores > TRUSTED * most).orElse(null);
    return new Sized(
        exchange,
        measuredCores,
        answer,
        search.floorNanos(),
        curve(model),
        validation.rows(),
        fit,
        cost(model, answer));
  }

  private Optional<Answer> answer(
      LatencyModel model, MachineSearch search, int cores, boolean extrapolated) {
    ConfidenceInterval speed = perCore(cores, model.base().server().cores());
    ConfidenceInterval cost = Resampling.costFactors(model, question.seed());
    return search.answer(
        extrapolated, new ConfidenceInterval(cost.low() / speed.high(), cost.high() / speed.low()));
  }

  private void caveats(String exchange, LatencyModel model, Fit fit) {
    if (model.calibration().isEmpty()) {
      caveats.add(
          exchange
              + ": no run at a constant rate with low utilisation: the network's part of the"
              + " latency is not known and is left out");
    }
    if (fit.failedAssumption() != null && !fit.refused()) {
      caveats.add(
          exchange
              + ": the model misses a measured p99 by more than 15 %; the assumption that most"
              + " likely fails: "
              + fit.failedAssumption());
    }
  }

  /** What a core of such a machine brings, over a measured one: the law's interval. */
  private ConfidenceInterval perCore(int cores, int measuredCores) {
    return cores == measuredCores || law.isEmpty()
        ? new ConfidenceInterval(1, 1)
        : law.get().perCoreInterval(cores, measuredCores);
  }

  private Scaling scaling(List<MeasuredRun> runs) {
    if (law.isEmpty()) {
      return null;
    }
    int cores =
        question.coresPerMachine() == null
            ? LatencyModel.best(runs).server().cores()
            : question.coresPerMachine();
    ScalabilityLaw fitted = law.get();
    ConfidenceInterval interval = fitted.perCoreInterval(cores, 1);
    return new Scaling(
        fitted.sigma(),
        fitted.kappa(),
        fitted.mostMeasured(),
        fitted.efficiency(cores),
        interval.low(),
        interval.high());
  }

  private List<CurvePoint> curve(LatencyModel model) {
    List<CurvePoint> points = new ArrayList<>();
    ClientLatency client = model.client(question.seed());
    List<LatencyModel> resampled =
        LongStream.range(question.seed(), question.seed() + SIMULATIONS)
            .mapToObj(seed -> Resampling.of(model, seed))
            .toList();
    for (double share : CURVE) {
      double rate = share * model.capacityPerSecond();
      double[][] seeds = new double[3][SIMULATIONS];
      for (int i = 0; i < SIMULATIONS; i++) {
        SimulatedQueue queue =
            resampled.get(i).predict(rate, client, CURVE_ARRIVALS, question.seed() + i);
        seeds[0][i] = queue.latency().getValueAtPercentile(50);
        seeds[1][i] = queue.latency().getValueAtPercentile(99);
        seeds[2][i] = queue.latency().getValueAtPercentile(99.9);
      }
      points.add(
          new CurvePoint(
              rate,
              median(seeds[0]),
              median(seeds[1]),
              DoubleStream.of(seeds[1]).min().orElseThrow(),
              DoubleStream.of(seeds[1]).max().orElseThrow(),
              median(seeds[2])));
    }
    return points;
  }

  private static double median(double[] values) {
    return DoubleStream.of(values).sorted().toArray()[values.length / 2];
  }

  /**
   * A million handshakes take as many CPU-seconds as one takes microseconds: at the utilisation of
   * the answer, or without idle cores.
   */
  private CostOfMillion cost(LatencyModel model, Answer answer) {
    double idle = answer == null ? 0 : 1 - answer.normal().utilisation();
    double seconds = (model.service().meanNanos() + idle * model.service().idleNanos()) / 1e3;
    Prices prices = question.prices();
    return new CostOfMillion(
        seconds,
        prices.pricePerCoreHour() == null
            ? null
            : Double.valueOf(seconds / SECONDS_PER_HOUR * prices.pricePerCoreHour()),
        prices.wattsPerCore() == null
            ? null
            : Double.valueOf(seconds * prices.wattsPerCore() / JOULES_PER_KWH));
  }
}
