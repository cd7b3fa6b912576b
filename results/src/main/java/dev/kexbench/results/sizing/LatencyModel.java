package dev.kexbench.results.sizing;

import dev.kexbench.results.report.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * Predicts latencies of one exchange: a simulated server, and the part of the latency that is not
 * the server's.
 *
 * <p>Service times are those of the run that established the most handshakes per core. The other
 * part is that of the open-loop run with the lowest utilisation: independent draws of the time to
 * connect and of the client's cryptography, and a constant for the network, which makes the
 * predicted p50 of that run the measured one.
 *
 * <p>A measured run is predicted with what happened to it: its arrivals, its host's speed, the
 * delays of its generator and the pauses of its server's JVM.
 *
 * @param base the run of the service times
 * @param calibration the run of the other part; empty without an open-loop run at a low utilisation
 * @param service of one core as fast as in {@code base}
 * @param pauses of the server's JVM at one handshake per second: they come with allocation
 * @param cost of a handshake
 * @param networkNanos that constant
 */
record LatencyModel(
    MeasuredRun base,
    Optional<MeasuredRun> calibration,
    ServiceTimes service,
    Pauses pauses,
    HandshakeCost cost,
    double networkNanos) {
  /** Above it, too much of the latency is waiting to tell the rest from it. */
  private static final double LOW = 0.6;

  private static final double SAME_SHARE = 0.02;

  /** A larger difference of the cost per handshake is not one of the host's speed. */
  static final double DOUBTFUL_COST = 0.1;

  private static final int CALIBRATING = 200_000;
  private static final double MEDIAN = 50;

  /**
   * What happens to a server besides its handshakes.
   *
   * @param pauses of its JVM
   */
  record Conditions(ClientLatency client, Pauses pauses) {}

  /**
   * The model of one exchange.
   *
   * @param runs at least one
   * @param resumedShare of handshakes; null as measured
   */
  static LatencyModel of(List<MeasuredRun> runs, Double resumedShare, long seed) {
    MeasuredRun base = best(runs);
    List<MeasuredRun> likeBase = like(base, runs);
    HandshakeCost cost = HandshakeCost.of(likeBase, base);
    Optional<MeasuredRun> calibration =
        likeBase.stream()
            .filter(run -> run.constantRate() && run.utilisation() <= LOW)
            .min(Comparator.comparingDouble(MeasuredRun::utilisation));
    LatencyModel measured =
        new LatencyModel(
            base,
            calibration,
            ServiceTimes.of(base.server(), cost, seed),
            pauses(likeBase),
            cost,
            0);
    double network = calibration.map(run -> measured.missing(run, seed)).orElse(0.0);
    boolean asMeasured =
        resumedShare == null || Math.abs(base.resumedShare() - resumedShare) <= SAME_SHARE;
    ServiceTimes service =
        asMeasured ? measured.service : measured.resuming(runs, resumedShare, seed);
    return new LatencyModel(base, calibration, service, measured.pauses, cost, network);
  }

  /** The most handshakes per core, if possible in a run that did not start more than it served. */
  static MeasuredRun best(List<MeasuredRun> runs) {
    List<MeasuredRun> served = runs.stream().filter(MeasuredRun::servedAll).toList();
    return (served.isEmpty() ? runs : served)
        .stream().max(Comparator.comparingDouble(MeasuredRun::ratePerCore)).orElseThrow();
  }

  /** Those with the same share of resumed handshakes. */
  static List<MeasuredRun> like(MeasuredRun one, List<MeasuredRun> runs) {
    return runs.stream()
        .filter(run -> Math.abs(run.resumedShare() - one.resumedShare()) <= SAME_SHARE)
        .toList();
  }

  private static Pauses pauses(List<MeasuredRun> runs) {
    List<Double> nanos = new ArrayList<>();
    long handshakes = 0;
    for (MeasuredRun run : runs) {
      if (run.server().seconds().pausesKnown()) {
        nanos.addAll(run.server().seconds().pauseNanos());
        handshakes += run.rate().established();
      }
    }
    return new ServerSeconds(0, 0, List.of(), nanos, true).pauses(handshakes);
  }

  /** Two measured shares are mixed; with one, only the share of private-key operations changes. */
  private ServiceTimes resuming(List<MeasuredRun> runs, double share, long seed) {
    List<MeasuredRun> full = runs.stream().filter(run -> run.resumedShare() == 0).toList();
    List<MeasuredRun> resumed = runs.stream().filter(run -> run.resumedShare() > 0).toList();
    if (full.isEmpty() || resumed.isEmpty()) {
      return ServiceTimes.of(base.server(), cost, 1 - share, seed);
    }
    MeasuredRun bestFull = best(full);
    MeasuredRun bestResumed = best(resumed);
    HandshakeCost ofFull = HandshakeCost.of(like(bestFull, full), bestFull);
    HandshakeCost ofResumed = HandshakeCost.of(like(bestResumed, resumed), bestResumed);
    return ServiceTimes.mixture(
        ServiceTimes.of(bestFull.server(), ofFull, seed),
        ServiceTimes.of(bestResumed.server(), ofResumed, 0.0, seed + 1),
        share,
        seed);
  }

  /** What the predicted p50 of a run lacks without the network. */
  private double missing(MeasuredRun run, long seed) {
    SimulatedQueue predicted = predict(run, conditions(run, seed), CALIBRATING, seed);
    return run.total(MEDIAN) - predicted.latency().getValueAtPercentile(MEDIAN);
  }

  /** The clients of predictions: as in the calibrating run, without their generator's delay. */
  ClientLatency client(long seed) {
    return calibration
        .map(run -> ClientLatency.of(outside(run, Optional.empty(), seed)))
        .orElseGet(() -> ClientLatency.of(new double[] {typical()}));
  }

  /** What happened to a run. */
  Conditions conditions(MeasuredRun run, long seed) {
    double perSecond = run.rate().establishedPerSecond();
    ServerSeconds seconds = run.server().seconds();
    Pauses own = seconds.pausesKnown() ? seconds.pauses(run.rate().established()) : pauses;
    Histogram lags = run.latency().get(Stage.LAG);
    ClientLatency generator =
        lags == null
            ? ClientLatency.of(outside(run, Optional.empty(), seed))
            : new ClientLatency(
                outside(run, Optional.of(GeneratorStalls.others(lags)), seed),
                GeneratorStalls.of(lags),
                run.generatorLoops());
    return new Conditions(generator, own.times(perSecond));
  }

  /** The same with a generator that is never late. */
  Conditions prompt(MeasuredRun run, long seed) {
    return new Conditions(
        ClientLatency.of(outside(run, Optional.empty(), seed)), conditions(run, seed).pauses);
  }

  private double[] outside(MeasuredRun run, Optional<Histogram> lags, long seed) {
    double[] sums =
        ServiceTimes.sums(run.latency(), List.of(Stage.CONNECT, Stage.CLIENT_CRYPTO), seed);
    if (lags.isPresent() && lags.get().getTotalCount() > 0) {
      double[] late = ServiceTimes.sums(Map.of(Stage.LAG, lags.get()), List.of(Stage.LAG), seed);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += late[i];
      }
    }
    for (int i = 0; i < sums.length; i++) {
      // Negative where the time before the ACK is less than half of the rest of the CPU time.
      sums[i] = Math.max(-service.beforeNanos(), sums[i] + networkNanos);
    }
    return sums;
  }

  /** Without a run to calibrate by: what the clients themselves take. */
  private double typical() {
    double typical = 0;
    for (Stage stage : List.of(Stage.CONNECT, Stage.CLIENT_CRYPTO)) {
      Histogram nanos = base.latency().get(stage);
      typical += nanos == null ? 0 : nanos.getValueAtPercentile(MEDIAN);
    }
    return typical;
  }

  /** The rate at which the measured server's cores are busy, per second. */
  double capacityPerSecond() {
    return 1e9 * base.server().cores() / service.meanNanos();
  }

  /**
   * How much slower the host was in a run than in {@code base}. The private-key rates that are
   * measured after the runs show that to a few percent, which near capacity is a multiple of the
   * latency. The run's own CPU time per handshake shows it to a fraction of a percent; it counts
   * unless it is so far from what is expected that the cost itself is in doubt.
   */
  double slowdown(MeasuredRun run) {
    boolean sure = run.servedAll() && Math.abs(costError(run)) <= DOUBTFUL_COST;
    return run.slowdown(base) * (sure ? 1 + costError(run) : 1);
  }

  /** The CPU time per handshake in a run over what is expected there, less one. */
  double costError(MeasuredRun run) {
    double expected = cost.nanos(run.utilisation()) * run.slowdown(base);
    return run.server().cpuNanosPerHandshake() / expected - 1;
  }

  /** Predicts a measured run: its rate, its arrivals and its host's speed. */
  SimulatedQueue predict(MeasuredRun run, Conditions conditions, int count, long seed) {
    ServiceTimes then = service.times(slowdown(run));
    ArrivalProcess arrivals = ArrivalProcess.planned(run.arrivals(), run.rate().plannedPerSecond());
    return new QueueSimulation(
            then, run.server().discipline(), run.server().cores(), conditions.pauses, seed)
        .run(arrivals, count, conditions.client);
  }

  /** Predicts the measured server at another rate with Poisson arrivals. */
  SimulatedQueue predict(double ratePerSecond, ClientLatency client, int count, long seed) {
    return simulation(ratePerSecond, base.server().cores(), 1, seed)
        .run(ArrivalProcess.poisson(ratePerSecond), count, client);
  }

  /**
   * The server on a machine with other cores.
   *
   * @param ratePerSecond by which its JVM pauses
   * @param slowdown how much longer a core takes there
   */
  QueueSimulation simulation(double ratePerSecond, int cores, double slowdown, long seed) {
    return new QueueSimulation(
        slowdown == 1 ? service : service.times(slowdown),
        base.server().discipline().on(cores, base.server().cores()),
        cores,
        pauses.times(ratePerSecond),
        seed);
  }
}
