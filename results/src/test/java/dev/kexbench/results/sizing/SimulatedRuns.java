package dev.kexbench.results.sizing;

import dev.kexbench.results.machine.JvmSecond;
import dev.kexbench.results.report.CeilingShare;
import dev.kexbench.results.report.Cost;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.HistogramText;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.Rates;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.ServerCounts;
import dev.kexbench.results.report.ServerStats;
import dev.kexbench.results.report.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
  private static final double SECOND = 1e9;

  private SimulatedRuns() {}

  /**
   * When one side stands still: for so long at the beginning of each period.
   *
   * @param ofServer which side
   */
  private record Standstill(double periodNanos, double nanos, boolean ofServer) {
    private static final Standstill NONE = new Standstill(1e18, 0, true);

    /** The end of a standstill at this time, or the time itself. */
    private double after(double time) {
      return Math.max(time, Math.floor(time / periodNanos) * periodNanos + nanos);
    }

    /** When work ends that is begun outside a standstill. */
    private double end(double from, double work) {
      double next = (Math.floor(from / periodNanos) + 1) * periodNanos;
      double left = from + work - next;
      return left <= 0 ? from + work : end(next + nanos, left);
    }
  }

  /** A closed loop that keeps the core busy. */
  static Run closed() {
    return run(null, 0.98 * CAPACITY, Standstill.NONE);
  }

  /** An open loop at this share of the capacity. */
  static Run open(double share) {
    return run(share * CAPACITY, share * CAPACITY, Standstill.NONE);
  }

  /** The same while the server's JVM pauses for so long, ever so often. */
  static Run paused(double share, double everySeconds, double millis) {
    double rate = share * CAPACITY;
    return run(rate, rate, new Standstill(SECOND * everySeconds, 1e6 * millis, true));
  }

  /** The same while the generator's loop stalls. */
  static Run stalled(double share, double everySeconds, double millis) {
    double rate = share * CAPACITY;
    return run(rate, rate, new Standstill(SECOND * everySeconds, 1e6 * millis, false));
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

  private static Run run(Double planned, double rate, Standstill still) {
    Histogram operations = new Histogram(3);
    Histogram total = new Histogram(3);
    Histogram lag = new Histogram(3);
    double seconds = simulate(rate, still, List.of(operations, total, lag)) / SECOND;
    Map<String, Latency> latency = new LinkedHashMap<>();
    latency.put(Stage.TOTAL.key(), Latency.of(total));
    latency.put(Stage.LAG.key(), Latency.of(lag));
    latency.put(Stage.CONNECT.key(), Latency.of(always(CONNECT)));
    return Run.builder("kx1-rsa2048", plan(planned))
        .counts(Counts.builder().established(HANDSHAKES).build())
        .rates(new Rates(rate, rate, rate))
        .latency(latency)
        .timeline(timeline(rate, seconds, still))
        .server(server(operations))
        .cost(new Cost(72.0, CPU, 1.0))
        .ceiling(new CeilingShare("RSA-2048 private-key operation", 3_000, 1, rate, 0.9))
        .build();
  }

  /** Records operations, latencies and lags; returns when the last handshake was due. */
  private static double simulate(double rate, Standstill still, List<Histogram> into) {
    SplittableRandom random = new SplittableRandom(Math.round(rate));
    Standstill server = still.ofServer ? still : Standstill.NONE;
    Standstill generator = still.ofServer ? Standstill.NONE : still;
    double due = 0;
    double free = 0;
    for (int i = 0; i < HANDSHAKES; i++) {
      due -= Math.log(1 - random.nextDouble()) * SECOND / rate;
      double now = generator.after(due);
      double operation = 240_000 + 120_000 * random.nextDouble();
      double acked = server.end(server.after(Math.max(now, free)), HALF + operation);
      free = server.end(acked, HALF);
      into.get(0).recordValue(Math.round(operation));
      into.get(1).recordValue(Math.round(generator.after(acked + CONNECT + NETWORK) - due));
      into.get(2).recordValue(Math.round(now - due));
    }
    return due;
  }

  private static List<Second> timeline(double rate, double seconds, Standstill still) {
    List<Second> timeline = new ArrayList<>();
    for (int i = 0; i < seconds; i++) {
      double period = still.ofServer ? still.periodNanos / SECOND : seconds + 1;
      int pauses = (int) (Math.ceil((i + 1) / period) - Math.ceil(i / period));
      timeline.add(
          Second.builder(i)
              .established(Math.round(rate))
              .serverCpu(rate * CPU / 1e6)
              .serverJvm(new JvmSecond(pauses * still.nanos / 1e6, 0, 0, 0, pauses))
              .build());
    }
    return timeline;
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
