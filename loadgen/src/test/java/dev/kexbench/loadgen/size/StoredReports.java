package dev.kexbench.loadgen.size;

import dev.kexbench.results.report.CeilingShare;
import dev.kexbench.results.report.Cost;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.HistogramText;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.Rates;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.ServerCounts;
import dev.kexbench.results.report.ServerStats;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.report.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Reports of closed loops that keep a server of one core busy. */
final class StoredReports {
  private static final int HANDSHAKES = 10_000;

  private StoredReports() {}

  /** A report of these runs. */
  static LoadReport of(List<Run> runs) {
    return new LoadReport(
        LoadReport.SCHEMA,
        "stored",
        Instant.EPOCH,
        false,
        Verdict.of(List.of()),
        Environment.builder().cpu("a CPU").cores(2).build(),
        runs,
        null);
  }

  /** A run of an exchange whose handshake takes the server this CPU time. */
  static Run closed(String exchange, double cpuMicros) {
    double rate = 1e6 / cpuMicros;
    return Run.builder(exchange, Plan.builder(exchange, "jdk 17").concurrency(64).build())
        .counts(
            Counts.builder()
                .planned(HANDSHAKES)
                .started(HANDSHAKES)
                .established(HANDSHAKES)
                .build())
        .rates(new Rates(rate, rate, rate))
        .latency(Map.of(Stage.TOTAL.key(), Latency.of(always(64 * cpuMicros))))
        .server(server(exchange, cpuMicros))
        .cost(new Cost(72.0, cpuMicros, 1.0))
        .ceiling(new CeilingShare("private-key operation", 1.2 * rate, 1, rate, 0.8))
        .build();
  }

  private static ServerStats server(String exchange, double cpuMicros) {
    return ServerStats.builder(exchange, "jdk 17")
        .counts(
            ServerCounts.builder()
                .offers(HANDSHAKES)
                .acked(HANDSHAKES)
                .confirmed(HANDSHAKES)
                .build())
        .queue(new ServerStats.Queue(0, 16_000))
        .stages(Map.of("privateKey", HistogramText.encode(always(0.8 * cpuMicros))))
        .build();
  }

  private static Histogram always(double micros) {
    Histogram nanos = new Histogram(3);
    nanos.recordValueWithCount(Math.round(1e3 * micros), HANDSHAKES);
    return nanos;
  }
}
