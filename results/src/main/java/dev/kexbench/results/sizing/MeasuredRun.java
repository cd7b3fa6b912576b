package dev.kexbench.results.sizing;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.CeilingShare;
import dev.kexbench.results.report.Cost;
import dev.kexbench.results.report.HandshakeKind;
import dev.kexbench.results.report.HistogramText;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.ServerStats;
import dev.kexbench.results.report.Stage;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.HdrHistogram.Histogram;

/**
 * What a model needs of one measured run.
 *
 * @param exchange the run's label
 * @param arrivals the arrival process of an open loop at a constant rate; null in a closed loop and
 *     where the rate changed
 * @param rate planned and reached
 * @param server what its server did
 * @param latency at the client, by stage
 * @param kinds latency of full and resumed handshakes apart; empty without returning clients
 * @param generatorLoops event loops that started the handshakes
 */
public record MeasuredRun(
    String exchange,
    String arrivals,
    MeasuredRate rate,
    Server server,
    Map<Stage, Histogram> latency,
    Map<HandshakeKind, Map<Stage, Histogram>> kinds,
    int generatorLoops) {
  private static final double SHED = 0.001;
  private static final double SERVED = 0.98;

  /** Keeps its own copies of the maps. */
  public MeasuredRun {
    latency = Map.copyOf(latency);
    kinds = Map.copyOf(kinds);
  }

  /** Handshakes per second: due, and established; and how many were established. */
  public record MeasuredRate(
      double plannedPerSecond, double establishedPerSecond, long established) {}

  /**
   * The server of a run.
   *
   * @param cores that it could use
   * @param cpuNanosPerHandshake CPU time of its process over established handshakes, without that
   *     of its JIT compilers, which end once it is warm
   * @param seconds of the run
   * @param stages durations by name: {@code queue}, {@code privateKey}, {@code macAndKeys}, {@code
   *     write}
   * @param confirmed handshakes that it completed
   * @param privateKeyRate private-key operations per second of one core, measured after the run;
   *     null where the exchange has none or it was not measured
   * @param shedShare of OFFERs
   * @param discipline of its queues
   */
  public record Server(
      int cores,
      double cpuNanosPerHandshake,
      ServerSeconds seconds,
      Map<String, Histogram> stages,
      long confirmed,
      Double privateKeyRate,
      double shedShare,
      QueueDiscipline discipline) {
    /** Keeps its own copy of the map. */
    public Server {
      stages = Map.copyOf(stages);
    }
  }

  /**
   * The part of a run that a model needs.
   *
   * @throws CommandFailure with exit code 2 that names what the run lacks
   */
  public static MeasuredRun of(Run run) {
    ServerStats stats = run.server();
    if (stats == null || stats.stages().isEmpty()) {
      throw missing(
          run,
          "no server statistics",
          "measure with the run's own server, or with --stats of the server that runs elsewhere");
    }
    Double cpu =
        Optional.ofNullable(run.cost()).map(Cost::serverCpuMicrosPerHandshake).orElse(null);
    if (cpu == null || !(cpu > 0)) {
      throw missing(run, "no CPU time of the server", "measure a server that reports it");
    }
    if (run.latency(Stage.TOTAL) == null || stats.counts().confirmed() == 0) {
      throw missing(run, "no established handshake", "measure a run that establishes some");
    }
    int cores = cores(run);
    ServerSeconds seconds = ServerSeconds.of(run.timeline());
    Server server =
        new Server(
            cores,
            1e3 * cpu * (1 - seconds.jitShare() - seconds.gcShare(cores)),
            seconds,
            histograms(stats),
            stats.counts().confirmed(),
            Optional.ofNullable(run.ceiling())
                .map(CeilingShare::operationsPerSecondPerCore)
                .orElse(null),
            shedShare(stats),
            QueueDiscipline.of(run.plan(), cores, run.server().listeningSockets()));
    return new MeasuredRun(
        run.label(),
        run.plan().rate() == null ? null : run.plan().arrivals(),
        new MeasuredRate(
            run.rates().plannedPerSecond(),
            run.rates().establishedPerSecond(),
            run.counts().established()),
        server,
        decoded(run.latency()),
        kinds(run),
        run.plan().threads() == null ? 1 : Math.max(1, run.plan().threads()));
  }

  /** Whether handshakes were due at a constant rate, whatever became of those before them. */
  public boolean constantRate() {
    return arrivals != null;
  }

  /** The share of its cores' time for which the server's process used a CPU. */
  public double utilisation() {
    return rate.establishedPerSecond() * server.cpuNanosPerHandshake() / (1e9 * server.cores());
  }

  /** How much slower its host was than that of another run; 1 if unknown. */
  double slowdown(MeasuredRun other) {
    Double here = server.privateKeyRate();
    Double there = other.server.privateKeyRate();
    return here == null || there == null ? 1 : there / here;
  }

  /** Whether hardly any handshake was shed or failed, which costs CPU time as well. */
  boolean servedAll() {
    return server.shedShare() < SHED
        && rate.establishedPerSecond() > SERVED * rate.plannedPerSecond();
  }

  /** Established handshakes per second and core. */
  double ratePerCore() {
    return rate.establishedPerSecond() / server.cores();
  }

  /** The share of handshakes that resumed an earlier one; 0 without returning clients. */
  public double resumedShare() {
    long resumed = count(HandshakeKind.RESUMED);
    long all = resumed + count(HandshakeKind.FULL);
    return all == 0 ? 0 : (double) resumed / all;
  }

  private long count(HandshakeKind kind) {
    Histogram total = kinds.getOrDefault(kind, Map.of()).get(Stage.TOTAL);
    return total == null ? 0 : total.getTotalCount();
  }

  /** A percentile of latency from the due time, in nanoseconds. */
  double total(double percentile) {
    return latency.get(Stage.TOTAL).getValueAtPercentile(percentile);
  }

  private static CommandFailure missing(Run run, String what, String advice) {
    return new CommandFailure(
        ExitCode.USAGE,
        "cannot size from the run of %s: it has %s; %s".formatted(run.label(), what, advice));
  }

  /**
   * The cores that the server could use: those on which its private-key rate was measured, to which
   * the plan bound it, or which were watched while it ran. The first are missing where other
   * processes used them, the second with {@code --cores off}.
   */
  private static int cores(Run run) {
    if (run.ceiling() != null) {
      return (int) Math.round(run.ceiling().serverCores());
    }
    if (run.server().ceiling() != null) {
      return (int) Math.round(run.server().ceiling().cores());
    }
    int planned = run.plan().serverCores().orElse(0);
    int cores = planned > 0 ? planned : watched(run).orElse(0);
    if (cores < 1) {
      throw missing(
          run,
          "no number of cores of the server",
          "measure it with --cores SERVER/CLIENT, or on cores that other processes leave free");
    }
    return cores;
  }

  /** Of one server: of several, only the cores of the worst one are in a report. */
  private static OptionalInt watched(Run run) {
    return run.targets().size() > 1 || run.machine() == null
        ? OptionalInt.empty()
        : run.machine().serverCores();
  }

  private static double shedShare(ServerStats stats) {
    long shed = stats.counts().shed().values().stream().mapToLong(Long::longValue).sum();
    return stats.counts().offers() == 0 ? 0 : (double) shed / stats.counts().offers();
  }

  private static Map<String, Histogram> histograms(ServerStats stats) {
    Map<String, Histogram> stages = new LinkedHashMap<>();
    stats.stages().forEach((name, text) -> stages.put(name, HistogramText.decode(text)));
    stages.values().removeIf(each -> each.getTotalCount() == 0);
    return stages;
  }

  private static Map<HandshakeKind, Map<Stage, Histogram>> kinds(Run run) {
    Map<HandshakeKind, Map<Stage, Histogram>> kinds = new EnumMap<>(HandshakeKind.class);
    if (run.resumption() != null) {
      for (HandshakeKind kind : HandshakeKind.values()) {
        kinds.put(kind, decoded(run.resumption().of(kind).latency()));
      }
    }
    return kinds;
  }

  private static Map<Stage, Histogram> decoded(Map<String, Latency> latency) {
    Map<Stage, Histogram> stages = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      Latency recorded = latency.get(stage.key());
      if (recorded != null && recorded.count() > 0) {
        stages.put(stage, recorded.decode());
      }
    }
    return stages;
  }
}
