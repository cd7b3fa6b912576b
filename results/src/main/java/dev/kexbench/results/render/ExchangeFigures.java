package dev.kexbench.results.render;

import dev.kexbench.results.report.Cost;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import dev.kexbench.results.report.Verdict;
import dev.kexbench.results.report.WireFigures;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one exchange of a report costs and gives. A figure is the median of its runs.
 *
 * @param name of the exchange
 * @param runs one or more
 * @param verdict on these runs, without the exchange's name
 */
public record ExchangeFigures(String name, List<Run> runs, Verdict verdict) {
  private static final double MICROS = 1e6;
  private static final double SECOND = 1e9;

  /** The exchanges of a report, in their order. */
  public static List<ExchangeFigures> of(LoadReport report) {
    Map<String, List<Run>> runs =
        report.runs().stream()
            .collect(
                Collectors.groupingBy(report::nameOf, LinkedHashMap::new, Collectors.toList()));
    return runs.entrySet().stream()
        .map(
            each ->
                new ExchangeFigures(
                    each.getKey(), each.getValue(), report.verdictOf(each.getKey())))
        .toList();
  }

  /** A figure of an exchange, in the order of the tables' columns. */
  public enum Figure {
    /** Handshakes in 1 s of the server's CPU time. */
    PER_CORE("per core"),
    /** Handshakes established per second. */
    RATE("rate"),
    /** The median latency, from the due time, in nanoseconds. */
    P50("p50"),
    /** The 99th percentile of the latency, from the due time, in nanoseconds. */
    P99("p99"),
    /** The server's CPU time of a handshake, in nanoseconds. */
    SERVER_CPU("server CPU"),
    /** The same over the mean time of the private-key operations in the run. */
    OPERATIONS("in operations"),
    /** The generator's CPU time of a handshake, in nanoseconds. */
    CLIENT_CPU("client CPU"),
    /** Bytes that the client sends, above TCP or UDP. */
    CLIENT_BYTES("client B"),
    /** Bytes that the server sends, above TCP or UDP. */
    SERVER_BYTES("server B"),
    /** How often the client waits for an answer. */
    ROUND_TRIPS("round trips");

    private final String head;

    Figure(String head) {
      this.head = head;
    }

    /** What heads its column. */
    public String head() {
      return head;
    }

    /** Whether it is a cost of a handshake, which a slow generator does not change. */
    boolean isCost() {
      return this != RATE && this != P50 && this != P99;
    }

    private Double of(Run run) {
      return switch (this) {
        case PER_CORE -> inverse(of(run, Cost::serverCpuMicrosPerHandshake));
        case RATE -> run.rates().establishedPerSecond();
        case P50 -> latency(run, Latency::p50);
        case P99 -> latency(run, Latency::p99);
        case SERVER_CPU -> nanos(of(run, Cost::serverCpuMicrosPerHandshake));
        case OPERATIONS -> run.serverCpuInOperations();
        case CLIENT_CPU -> nanos(of(run, Cost::clientCpuMicrosPerHandshake));
        case CLIENT_BYTES -> wire(run, WireFigures::clientBytes);
        case SERVER_BYTES -> wire(run, WireFigures::serverBytes);
        case ROUND_TRIPS -> wire(run, WireFigures::roundTrips);
      };
    }

    private static Double of(Run run, Function<Cost, Double> figure) {
      return run.cost() == null ? null : figure.apply(run.cost());
    }

    private static Double inverse(Double micros) {
      return micros == null || micros <= 0 ? null : Double.valueOf(MICROS / micros);
    }

    private static Double nanos(Double micros) {
      return micros == null ? null : Double.valueOf(micros * 1e3);
    }

    private static Double latency(Run run, Function<Latency, Long> figure) {
      Latency total = run.latency(Stage.TOTAL);
      return total == null ? null : Double.valueOf(figure.apply(total));
    }

    private static Double wire(Run run, Function<WireFigures, Double> figure) {
      return run.wire() == null ? null : figure.apply(run.wire());
    }

    /** A value of it without the unit of counts; empty for null. */
    public String text(Double value) {
      if (value == null) {
        return "";
      }
      return switch (this) {
        case PER_CORE, OPERATIONS -> Numbers.significant(value);
        case P50, P99, SERVER_CPU, CLIENT_CPU -> Numbers.duration(value);
        default -> Numbers.whole(Math.round(value));
      };
    }

    /** A value of it with its unit; empty for null. */
    public String withUnit(Double value) {
      String unit =
          switch (this) {
            case PER_CORE, RATE -> "/s";
            case CLIENT_BYTES, SERVER_BYTES -> " B";
            default -> "";
          };
      return value == null ? "" : text(value) + unit;
    }
  }

  /** The median of the runs; null if no run has the figure, or it is not usable. */
  public Double median(Figure figure) {
    if (figure == Figure.PER_CORE) {
      Double cpu = median(Figure.SERVER_CPU);
      return cpu == null || cpu <= 0 ? null : Double.valueOf(SECOND / cpu);
    }
    double[] sorted = sorted(figure);
    if (sorted.length == 0) {
      return null;
    }
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** The lowest and the highest of several runs; null if fewer than two have it usable. */
  public Range range(Figure figure) {
    double[] sorted = sorted(figure);
    return sorted.length < 2 ? null : new Range(sorted[0], sorted[sorted.length - 1]);
  }

  /** From the lowest to the highest run. */
  public record Range(double low, double high) {}

  private double[] sorted(Figure figure) {
    if (hasOnlyCosts() && !figure.isCost()) {
      return new double[0];
    }
    return runs.stream()
        .map(figure::of)
        .filter(Objects::nonNull)
        .mapToDouble(each -> each)
        .sorted()
        .toArray();
  }

  /** The properties that the exchange has, of those that its plan records. */
  public List<ExchangeTrait> traits() {
    return recorded().entrySet().stream()
        .filter(Map.Entry::getValue)
        .map(each -> ExchangeTrait.labelled(each.getKey()))
        .toList();
  }

  /** Whether the exchange has the property with this label. */
  public boolean has(String label) {
    return recorded().getOrDefault(label, false);
  }

  /** The properties that the plan records, with whether the exchange has them. */
  Map<String, Boolean> recorded() {
    Map<String, Boolean> traits = new LinkedHashMap<>();
    if (runs.get(0).plan().others().get(Plan.TRAITS) instanceof Map<?, ?> recorded) {
      recorded.forEach((trait, has) -> traits.put(String.valueOf(trait), Boolean.TRUE.equals(has)));
    }
    return traits;
  }

  /** What is wrong with the runs. */
  public List<ValidityReason> reasons() {
    return verdict.reasons();
  }

  /** The worst effect among the reasons. */
  public Validity state() {
    return verdict.state();
  }

  /**
   * Whether the generator was so slow that rate and latencies would be its own, while the costs are
   * those of the exchange.
   */
  public boolean hasOnlyCosts() {
    return verdict.sparesCosts();
  }

  /** Whether there are figures to be used: all of them, or costs only. */
  public boolean isUsable() {
    return state() != Validity.INVALID || hasOnlyCosts();
  }

  /** Whether a run has a reason with one of these keys. */
  public boolean isAffected(ReasonKey... keys) {
    return reasons().stream().anyMatch(reason -> Arrays.asList(keys).contains(reason.key()));
  }
}
