package dev.kexbench.results.sizing;

import dev.kexbench.results.report.Stage;
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
 * part is that of the open-loop run with the lowest utilisation: independent draws of the
 * generator's lag, the time to connect and the client's cryptography, and a constant for the
 * network, which makes the predicted p50 of that run the measured one.
 *
 * @param base the run of the service times
 * @param calibration the run of the other part; empty without an open-loop run at a low utilisation
 * @param service of one core as fast as in {@code base}
 * @param outside a table of that other part, in nanoseconds
 */
record LatencyModel(
    MeasuredRun base, Optional<MeasuredRun> calibration, ServiceTimes service, double[] outside) {
  /** Above it, too much of the latency is waiting to tell the rest from it. */
  private static final double LOW = 0.6;

  private static final int CALIBRATING = 200_000;
  private static final double MEDIAN = 50;

  /**
   * The model of one exchange.
   *
   * @param runs at least one
   * @param resumedShare of handshakes; null as measured
   */
  static LatencyModel of(List<MeasuredRun> runs, Double resumedShare, long seed) {
    MeasuredRun base = best(runs);
    Optional<MeasuredRun> calibration =
        runs.stream()
            .filter(run -> run.constantRate() && run.utilisation() <= LOW)
            .min(Comparator.comparingDouble(MeasuredRun::utilisation));
    ServiceTimes measured = ServiceTimes.of(base.server(), seed);
    ServiceTimes service =
        resumedShare == null ? measured : resuming(runs, base, resumedShare, seed);
    LatencyModel model =
        new LatencyModel(base, calibration, service, outside(base, calibration, seed));
    return calibration
        .map(run -> new LatencyModel(base, calibration, measured, model.outside).fitted(run, seed))
        .map(fitted -> new LatencyModel(base, calibration, service, fitted.outside))
        .orElse(model);
  }

  /** The most handshakes per core, if possible in a run that did not start more than it served. */
  static MeasuredRun best(List<MeasuredRun> runs) {
    List<MeasuredRun> served = runs.stream().filter(MeasuredRun::servedAll).toList();
    return (served.isEmpty() ? runs : served)
        .stream().max(Comparator.comparingDouble(MeasuredRun::ratePerCore)).orElseThrow();
  }

  /** Two measured shares are mixed; with one, only the share of private-key operations changes. */
  private static ServiceTimes resuming(
      List<MeasuredRun> runs, MeasuredRun base, double share, long seed) {
    List<MeasuredRun> full = runs.stream().filter(run -> run.resumedShare() == 0).toList();
    List<MeasuredRun> resumed = runs.stream().filter(run -> run.resumedShare() > 0).toList();
    if (full.isEmpty() || resumed.isEmpty()) {
      return ServiceTimes.of(base.server(), 1 - share, seed);
    }
    ServiceTimes fullTimes = ServiceTimes.of(best(full).server(), seed);
    ServiceTimes resumedTimes = ServiceTimes.of(best(resumed).server(), 0.0, seed + 1);
    return ServiceTimes.mixture(fullTimes, resumedTimes, share, seed);
  }

  private static double[] outside(MeasuredRun base, Optional<MeasuredRun> calibration, long seed) {
    if (calibration.isPresent()) {
      return ServiceTimes.sums(
          calibration.get().latency(),
          List.of(Stage.LAG, Stage.CONNECT, Stage.CLIENT_CRYPTO),
          seed);
    }
    Map<Stage, Histogram> latency = base.latency();
    double typical = 0;
    for (Stage stage : List.of(Stage.CONNECT, Stage.CLIENT_CRYPTO)) {
      typical += latency.containsKey(stage) ? latency.get(stage).getValueAtPercentile(MEDIAN) : 0;
    }
    return new double[] {typical};
  }

  /** The same with the network's constant, so that it predicts the run's p50. */
  private LatencyModel fitted(MeasuredRun run, long seed) {
    SimulatedQueue predicted = predict(run, CALIBRATING, seed);
    double network = run.total(MEDIAN) - predicted.latency().getValueAtPercentile(MEDIAN);
    double[] shifted = outside.clone();
    for (int i = 0; i < shifted.length; i++) {
      // Negative where the time before the ACK is less than half of the rest of the CPU time.
      shifted[i] = Math.max(-service.beforeNanos(), shifted[i] + network);
    }
    return new LatencyModel(base, calibration, service, shifted);
  }

  /** The rate at which the measured server's cores are busy, per second. */
  double capacityPerSecond() {
    return 1e9 * base.server().cores() / service.meanNanos();
  }

  /** How much slower the host was in a run than in {@code base}; 1 if unknown. */
  double slowdown(MeasuredRun run) {
    Double then = run.server().privateKeyRate();
    Double now = base.server().privateKeyRate();
    return then == null || now == null ? 1 : now / then;
  }

  /** Predicts a measured run: its rate, its arrivals and its host's speed. */
  SimulatedQueue predict(MeasuredRun run, int count, long seed) {
    ServiceTimes then = service.times(slowdown(run));
    ArrivalProcess arrivals = ArrivalProcess.planned(run.arrivals(), run.rate().plannedPerSecond());
    return new QueueSimulation(then, run.server().discipline(), run.server().cores(), seed)
        .run(arrivals, count, outside);
  }

  /** Predicts the measured server at another rate with Poisson arrivals. */
  SimulatedQueue predict(double ratePerSecond, int count, long seed) {
    return simulation(base.server().cores(), 1, seed)
        .run(ArrivalProcess.poisson(ratePerSecond), count, outside);
  }

  /**
   * The server on a machine with other cores.
   *
   * @param slowdown how much longer a core takes there
   */
  QueueSimulation simulation(int cores, double slowdown, long seed) {
    return new QueueSimulation(
        slowdown == 1 ? service : service.times(slowdown),
        base.server().discipline().on(cores, base.server().cores()),
        cores,
        seed);
  }
}
