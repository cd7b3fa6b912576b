package dev.kexbench.results.sizing;

import dev.kexbench.results.report.Stage;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * The distribution of one handshake's time on a core.
 *
 * <p>A handshake takes three turns of the server: the loop accepts it and reads its OFFER, the
 * operation runs (private key, MACs and keys, writing the ACK), and the loop reads its CONFIRM. The
 * operation is the sum of independent draws from the histograms of these stages; a stage that some
 * handshakes skip, such as the private key in resumed ones, is skipped with that probability. The
 * rest of the CPU time per handshake (kernel, parsing) is assumed to be the same for each, one half
 * before the operation and one half after the ACK; it is longer for a handshake that finds its loop
 * idle ({@link HandshakeCost}).
 *
 * <p>Draws come from a table of 2^17 values, whose quantiles are those of the histograms.
 */
final class ServiceTimes {
  /** Entries of a table; the draws use these many bits. */
  static final int ENTRIES = 1 << 17;

  private static final int SHIFT = Integer.SIZE - 17;
  private static final String QUEUE = "queue";
  private static final String PRIVATE_KEY = "privateKey";

  private final double[] operations;
  private final double beforeNanos;
  private final double afterNanos;
  private final double idleNanos;

  private ServiceTimes(
      double[] operations, double beforeNanos, double afterNanos, double idleNanos) {
    this.operations = operations;
    this.beforeNanos = beforeNanos;
    this.afterNanos = afterNanos;
    this.idleNanos = idleNanos;
  }

  /** Those of a measured server. */
  static ServiceTimes of(MeasuredRun.Server server, HandshakeCost cost, long seed) {
    return of(server, cost, null, seed);
  }

  /**
   * Those of a measured server with another share of full handshakes: the share of handshakes with
   * a private-key operation is changed, and all else stays as it is.
   *
   * @param fullShare of handshakes; null as measured
   */
  static ServiceTimes of(
      MeasuredRun.Server server, HandshakeCost cost, Double fullShare, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] operations = new double[ENTRIES];
    double measured = 0;
    for (Map.Entry<String, Histogram> stage : server.stages().entrySet()) {
      if (stage.getKey().equals(QUEUE)) {
        continue;
      }
      Histogram nanos = stage.getValue();
      double times = (double) nanos.getTotalCount() / server.confirmed();
      measured += nanos.getMean() * times;
      boolean replaced = stage.getKey().equals(PRIVATE_KEY) && fullShare != null;
      add(operations, nanos, replaced ? fullShare : times, random);
    }
    double rest = Math.max(0, cost.busyNanos() - measured);
    return new ServiceTimes(operations, rest / 2, rest / 2, cost.idleNanos());
  }

  /**
   * A mixture of two: each handshake is of one of them.
   *
   * @param share of the second
   */
  static ServiceTimes mixture(ServiceTimes one, ServiceTimes other, double share, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double before = (1 - share) * one.beforeNanos + share * other.beforeNanos;
    double after = (1 - share) * one.afterNanos + share * other.afterNanos;
    int others = (int) Math.round(share * ENTRIES);
    double[] operations = new double[ENTRIES];
    for (int i = 0; i < ENTRIES; i++) {
      ServiceTimes from = i < others ? other : one;
      double shift = from.beforeNanos + from.afterNanos - before - after;
      operations[i] = Math.max(0, from.draw(random) + shift);
    }
    double idle = (1 - share) * one.idleNanos + share * other.idleNanos;
    return new ServiceTimes(operations, before, after, idle);
  }

  /** One stage only, with this quantile function: nanoseconds by probability. */
  static ServiceTimes ofQuantiles(DoubleUnaryOperator quantile) {
    return ofQuantiles(quantile, 0);
  }

  /** The same, with more time for a handshake that finds the server idle. */
  static ServiceTimes ofQuantiles(DoubleUnaryOperator quantile, double idleNanos) {
    double[] operations = new double[ENTRIES];
    for (int i = 0; i < ENTRIES; i++) {
      operations[i] = quantile.applyAsDouble((i + 0.5) / ENTRIES);
    }
    return new ServiceTimes(operations, 0, 0, idleNanos);
  }

  /** All times multiplied by a factor: a slower core. */
  ServiceTimes times(double factor) {
    double[] scaled = operations.clone();
    for (int i = 0; i < ENTRIES; i++) {
      scaled[i] *= factor;
    }
    return new ServiceTimes(scaled, factor * beforeNanos, factor * afterNanos, factor * idleNanos);
  }

  /** One operation: private key, MACs and keys, writing the ACK. */
  double draw(SplittableRandom random) {
    return operations[random.nextInt() >>> SHIFT];
  }

  /** On the loop before the operation. */
  double beforeNanos() {
    return beforeNanos;
  }

  /** On the loop after the ACK. */
  double afterNanos() {
    return afterNanos;
  }

  /** More of a handshake that finds the server idle. */
  double idleNanos() {
    return idleNanos;
  }

  /** On the loop when the handshake is answered BUSY. */
  double refusalNanos() {
    return beforeNanos;
  }

  /** Of the operation alone. */
  double meanOperationNanos() {
    double sum = 0;
    for (double each : operations) {
      sum += each;
    }
    return sum / ENTRIES;
  }

  /** Of a whole handshake that finds its loop busy. */
  double meanNanos() {
    return meanOperationNanos() + beforeNanos + afterNanos;
  }

  /** A table of sums of independent draws from the client's histograms of these stages. */
  static double[] sums(Map<Stage, Histogram> latency, List<Stage> stages, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] sums = new double[ENTRIES];
    for (Stage stage : stages) {
      if (latency.containsKey(stage)) {
        add(sums, latency.get(stage), 1, random);
      }
    }
    return sums;
  }

  /**
   * Adds a draw from a histogram to each entry.
   *
   * @param times how often the stage occurs in a handshake: below 1 the probability, above 1 a
   *     factor
   */
  private static void add(double[] sums, Histogram nanos, double times, SplittableRandom random) {
    double[] draws = new double[ENTRIES];
    double factor = Math.max(1, times);
    double with = Math.min(1, times) * ENTRIES;
    int entry = (int) Math.round(ENTRIES - with); // those before it skip the stage
    long counted = 0;
    for (HistogramIterationValue value : nanos.recordedValues()) {
      counted += value.getCountAddedInThisIterationStep();
      double middle = nanos.medianEquivalentValue(value.getValueIteratedTo());
      long end = Math.round(ENTRIES - with + with * ((double) counted / nanos.getTotalCount()));
      while (entry < end) {
        draws[entry++] = factor * middle;
      }
    }
    for (int i = ENTRIES - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double swapped = draws[i];
      draws[i] = draws[j];
      draws[j] = swapped;
      sums[i] += draws[i];
    }
    sums[0] += draws[0];
  }
}
