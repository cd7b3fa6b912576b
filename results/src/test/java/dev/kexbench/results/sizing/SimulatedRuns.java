package dev.kexbench.results.sizing;

import dev.kexbench.results.report.CeilingShare;
import dev.kexbench.results.report.Cost;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.HistogramText;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.Rates;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.ServerCounts;
import dev.kexbench.results.report.ServerStats;
import dev.kexbench.results.report.Stage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/**
 * Runs of a server with one core whose handshakes are known: an operation of 240 to 360 µs, 100 µs
 * of other CPU time, half of it after the ACK, and 150 µs outside the server. Their latencies come
 * from a queue that is simulated here, apart from the simulation under test.
 */
final class SimulatedRuns {
  /** CPU time of a handshake in microseconds. */
  static final double CPU = 400;

  /** Handshakes per second that keep the core busy. */
  static final double CAPACITY = 1e6 / CPU;

  private static final int HANDSHAKES = 60_000;
  private static final double HALF = 50_000;
  private static final long CONNECT = 50_000;
  private static final long NETWORK = 100_000;

  private SimulatedRuns() {}

  /** A closed loop that keeps the core busy. */
  static Run closed() {
    return run(null, 0.98 * CAPACITY);
  }

  /** An open loop at this share of the capacity. */
  static Run open(double share) {
    return run(share * CAPACITY, share * CAPACITY);
  }

  /** The run with another CPU time per handshake. */
  static Run withCpu(Run run, double micros) {
    return run.toBuilder().cost(new Cost(72.0, micros, 1.0)).build();
  }

  /** The run with this private-key rate of its host. */
  static Run withKeyRate(Run run, double perSecond) {
    return run.toBuilder()
        .ceiling(new CeilingShare("RSA-2048 private-key operation", perSecond, 1, 1.0, 0.9))
        .build();
  }

  /** The run with every latency multiplied. */
  static Run slower(Run run, double factor) {
    Histogram slow = new Histogram(3);
    Histogram total = run.latency(Stage.TOTAL).decode();
    total
        .recordedValues()
        .forEach(
            value ->
                slow.recordValueWithCount(
                    Math.round(factor * value.getValueIteratedTo()),
                    value.getCountAddedInThisIterationStep()));
    return with(run, Stage.TOTAL, slow);
  }

  /** The run with other values of a stage at the client. */
  static Run with(Run run, Stage stage, Histogram nanos) {
    Map<String, Latency> latency = new LinkedHashMap<>(run.latency());
    latency.put(stage.key(), Latency.of(nanos));
    return run.toBuilder().latency(latency).build();
  }

  private static Run run(Double planned, double rate) {
    Histogram operations = new Histogram(3);
    Histogram total = new Histogram(3);
    simulate(rate, operations, total);
    Map<String, Latency> latency = new LinkedHashMap<>();
    latency.put(Stage.TOTAL.key(), Latency.of(total));
    latency.put(Stage.CONNECT.key(), Latency.of(always(CONNECT)));
    return Run.builder("kx1-rsa2048", plan(planned))
        .counts(Counts.builder().established(HANDSHAKES).build())
        .rates(new Rates(rate, rate, rate))
        .latency(latency)
        .server(server(operations))
        .cost(new Cost(72.0, CPU, 1.0))
        .ceiling(new CeilingShare("RSA-2048 private-key operation", 3_000, 1, rate, 0.9))
        .build();
  }

  private static void simulate(double rate, Histogram operations, Histogram total) {
    SplittableRandom random = new SplittableRandom(Math.round(rate));
    double now = 0;
    double free = 0;
    for (int i = 0; i < HANDSHAKES; i++) {
      now -= Math.log(1 - random.nextDouble()) * 1e9 / rate;
      double operation = 240_000 + 120_000 * random.nextDouble();
      double acked = Math.max(now, free) + HALF + operation;
      free = acked + HALF;
      operations.recordValue(Math.round(operation));
      total.recordValue(Math.round(acked - now) + CONNECT + NETWORK);
    }
  }

  private static Histogram always(long nanos) {
    Histogram histogram = new Histogram(3);
    histogram.recordValueWithCount(nanos, HANDSHAKES);
    return histogram;
  }

  private static Plan plan(Double rate) {
    return Plan.builder("kx1-rsa2048", "accp 2.5.0")
        .rate(rate)
        .arrivals("poisson")
        .concurrency(64)
        .cores("0/1")
        .cryptoThreads("inline")
        .others(Map.of("queue", 16_000, "queueAgeSeconds", 12.0))
        .build();
  }

  private static ServerStats server(Histogram operations) {
    return ServerStats.builder("kx1-rsa2048", "accp 2.5.0")
        .counts(
            ServerCounts.builder()
                .offers(HANDSHAKES)
                .acked(HANDSHAKES)
                .confirmed(HANDSHAKES)
                .build())
        .stages(
            Map.of(
                "privateKey", HistogramText.encode(operations),
                "queue", HistogramText.encode(always(1_000_000))))
        .build();
  }
}
