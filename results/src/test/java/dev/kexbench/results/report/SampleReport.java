package dev.kexbench.results.report;

import dev.kexbench.results.machine.KernelCounts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.HdrHistogram.Histogram;

/** Load reports for tests, complete and always the same. */
public final class SampleReport {
  private static final long SECOND = 1_000_000_000L;

  private SampleReport() {}

  /** A report of one realistic run. */
  public static LoadReport complete() {
    return withRuns(Verdict.of(List.of()), List.of(run()));
  }

  public static LoadReport withRuns(Verdict verdict, List<Run> runs) {
    return new LoadReport(
        LoadReport.SCHEMA,
        "2026-11-22T19-00-00-kx1-rsa2048",
        Instant.parse("2026-11-22T19:00:00Z"),
        false,
        verdict,
        environment(2),
        runs,
        null);
  }

  /** The complete report with its run changed. */
  public static LoadReport with(UnaryOperator<Run> change) {
    return withRuns(Verdict.of(List.of()), List.of(change.apply(run())));
  }

  public static Environment environment(int cores) {
    return Environment.builder()
        .cpu("Intel(R) Xeon(R) Processor")
        .cores(cores)
        .affinity(Map.of("client", "1", "server", "0"))
        .stealShare(0.01)
        .kernel("Linux 6.1")
        .jdk("17.0.15+6")
        .vm("OpenJDK 64-Bit Server VM")
        .gc("G1")
        .flags(List.of("-Xmx512m"))
        .transport("epoll")
        .commit("0123456")
        .dirty(false)
        .hostClass("intel-xeon-" + cores + "c")
        .sameHost(true)
        .build();
  }

  public static Run run() {
    Map<FailureCause, Long> failed = Map.of(FailureCause.BUSY, 12L);
    Counts counts =
        Counts.builder()
            .planned(48_632)
            .started(48_632)
            .established(48_620)
            .failed(failed)
            .connectionsOpened(48_632)
            .connectionsClosed(48_632)
            .serverConfirmed(48_620L)
            .build();
    return Run.builder("kx1-rsa2048", plan("kx1-rsa2048", null))
        .counts(counts)
        .rates(new Rates(2431.6, 2431.6, 2431))
        .latency(latencies(1))
        .classes(Map.of("bad-mac", badMac()))
        .timeline(List.of(second()))
        .server(server(SECOND))
        .cost(new Cost(72.0, 354.0, 12_595.0))
        .ceiling(new CeilingShare("RSA-2048 private-key operation", 2894, 1, 2_431.0, 0.84))
        .thresholds(List.of(new Threshold("p99>50ms", 30_700_000.0, false)))
        .agents(
            List.of(
                new AgentFigures(
                    "a1",
                    1_200,
                    90_000,
                    -12_000L,
                    Counts.NONE,
                    Map.of(),
                    null,
                    null,
                    0.2,
                    Verdict.of(List.of()))))
        .kernel(new KernelCounts(0L, 12L, 7L))
        .wire(new WireFigures(328, 72, 1))
        .build();
  }

  private static Second second() {
    return Second.builder(0)
        .planned(2431)
        .started(2431)
        .established(2430)
        .failed(1)
        .inFlight(64)
        .p50(26_000_000L)
        .p99(31_000_000L)
        .lagP99(40_000L)
        .clientCpu(0.2)
        .serverCpu(0.99)
        .build();
  }

  /** The run with every latency and the established rate changed by a factor. */
  public static Run slower(Run run, double factor) {
    Rates rates = run.rates();
    return run.toBuilder()
        .rates(
            new Rates(
                rates.plannedPerSecond(),
                rates.startedPerSecond(),
                rates.establishedPerSecond() / factor))
        .latency(latencies(factor))
        .build();
  }

  /** The run without the figures that only the server reports. */
  public static Run withoutServer(Run run) {
    return run.toBuilder().server(null).cost(null).ceiling(null).build();
  }

  /** The run under another plan and label. */
  public static Run planned(Run run, String label, Plan plan) {
    return run.toBuilder().label(label).plan(plan).build();
  }

  /** A plan for 20 seconds; a rate of null is a closed loop. */
  public static Plan plan(String exchange, Double rate) {
    return plan(exchange, rate, Map.of("queueAgeSeconds", 10.0));
  }

  /** The plan of the complete report with this rate and these other options. */
  public static Plan planWith(Double rate, Map<String, Object> others) {
    return plan("kx1-rsa2048", rate, others);
  }

  /** A search of three rates, the last of which is the complete report's run. */
  public static Search search(Double found, String ending) {
    Run run = run();
    return new Search(
        "p99<50ms",
        found,
        List.of(
            Search.Probe.of(2_400, run, null, false),
            Search.Probe.of(4_800, slower(run, 10), "breaks p99<50ms", false),
            Search.Probe.of(2_432, run, null, true).named(run.label())),
        ending);
  }

  private static Plan plan(String exchange, Double rate, Map<String, Object> others) {
    Map<String, Double> mix = new LinkedHashMap<>();
    mix.put("ok", 98.0);
    mix.put("bad-mac", 2.0);
    return Plan.builder(exchange, "accp 2.5.0")
        .rate(rate)
        .arrivals("poisson")
        .concurrency(64)
        .durationSeconds(20.0)
        .warmupSeconds(15.0)
        .perConnection(1L)
        .timeoutSeconds(15.0)
        .clientCrypto("inline")
        .mix(mix)
        .seed(42L)
        .threads(1)
        .cores("0/1")
        .admission(false)
        .pool("confined")
        .cryptoThreads("1")
        .others(others)
        .build();
  }

  /** A server's answer after this uptime: a key operation of 315 µs every millisecond. */
  public static ServerStats server(long uptimeNanos) {
    Histogram key = new Histogram(3);
    Histogram queue = new Histogram(3);
    Histogram macs = new Histogram(3);
    long operations = uptimeNanos / 1_000_000;
    queue.recordValueWithCount(15_000_000, operations);
    key.recordValueWithCount(315_000, operations);
    macs.recordValueWithCount(35_000, operations);
    Map<String, String> stages = new LinkedHashMap<>();
    stages.put("queue", HistogramText.encode(queue));
    stages.put("privateKey", HistogramText.encode(key));
    stages.put("macAndKeys", HistogramText.encode(macs));
    return ServerStats.builder("kx1-rsa2048", "accp 2.5.0")
        .uptimeNanos(uptimeNanos)
        .cpuNanos(uptimeNanos * 9 / 10)
        .statsCpuNanos(uptimeNanos / 1_000)
        .counts(serverCounts(operations))
        .queue(new ServerStats.Queue(operations % 7, 16_384))
        .stages(stages)
        .ceiling(new ServerStats.Ceiling(2894, "RSA-2048 private", 1))
        .footprint(new ServerStats.Footprint(90_000_000, 20, 120L))
        .build();
  }

  private static ServerCounts serverCounts(long operations) {
    return ServerCounts.builder()
        .connections(operations)
        .open(3)
        .offers(operations)
        .acked(operations - 10)
        .confirmed(operations - 20)
        .rejected(Map.of("busy", operations / 100))
        .closed(Map.of("peer", operations))
        .shed(Map.of("full", operations / 100))
        .build();
  }

  private static ClassFigures badMac() {
    Counts counts =
        Counts.builder()
            .planned(972)
            .started(972)
            .expected(972)
            .connectionsOpened(972)
            .connectionsClosed(972)
            .build();
    return new ClassFigures(counts, Map.of(Stage.TOTAL.key(), Latency.of(ramp(1_200_000))));
  }

  private static Map<String, Latency> latencies(double factor) {
    Map<String, Latency> latency = new LinkedHashMap<>();
    latency.put(Stage.TOTAL.key(), Latency.of(ramp(31_000_000 * factor)));
    latency.put(Stage.SERVICE.key(), Latency.of(ramp(30_900_000 * factor)));
    latency.put(Stage.LAG.key(), Latency.of(ramp(40_000 * factor)));
    latency.put(Stage.CLIENT_CRYPTO.key(), Latency.of(ramp(24_000 * factor)));
    latency.put(Stage.CONNECT.key(), Latency.of(ramp(95_000 * factor)));
    latency.put(Stage.EXCHANGE.key(), Latency.of(ramp(30_500_000 * factor)));
    return latency;
  }

  /** A thousand values, evenly spread up to the greatest. */
  private static Histogram ramp(double greatest) {
    Histogram nanos = new Histogram(3);
    for (int step = 1; step <= 1_000; step++) {
      nanos.recordValueWithCount(Math.round(greatest * step / 1_000), 400);
    }
    return nanos;
  }
}
