package dev.kexbench.results.sizing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kexbench.results.report.Json;
import dev.kexbench.results.report.ReportFiles;
import java.nio.file.Path;
import java.util.List;

/**
 * The result of {@code scripts/size}: {@code sizing.json}.
 *
 * @param schema always {@link #SCHEMA}
 * @param question what was asked
 * @param assumptions of the model, one sentence each
 * @param caveats about what was measured, one sentence each
 * @param scaling over cores; null if every core counts as much as the measured ones
 * @param exchanges one or more
 */
public record SizingReport(
    String schema,
    Question question,
    List<String> assumptions,
    List<String> caveats,
    @JsonInclude(JsonInclude.Include.NON_NULL) Scaling scaling,
    List<Sized> exchanges) {
  /** The layout that this version writes. */
  public static final String SCHEMA = "kexbench/sizing/1";

  /** Keeps its own copies. */
  public SizingReport {
    assumptions = List.copyOf(assumptions);
    caveats = List.copyOf(caveats);
    exchanges = List.copyOf(exchanges);
  }

  /** Writes it atomically; a file that cannot be written is a failure with exit code 2. */
  public void write(Path file) {
    ReportFiles.writeText(Json.toJson(this) + "\n", file);
  }

  /** Whether the model missed what was measured for at least one exchange. */
  public boolean refused() {
    return exchanges.stream().anyMatch(each -> each.fit().refused());
  }

  /**
   * What was asked.
   *
   * @param ratePerSecond handshakes in all
   * @param objective conditions that must hold, joined by commas: {@code p99<50ms,errors<0.1%}
   * @param coresPerMachine of the machines that are counted; null for as many as the measured
   *     server had
   * @param spareMachines that may fail at a time
   * @param bursts to examine
   * @param resumedShare of handshakes, or null as measured
   * @param prices of a core
   * @param seed of all random numbers
   */
  public record Question(
      double ratePerSecond,
      String objective,
      Integer coresPerMachine,
      int spareMachines,
      Bursts bursts,
      Double resumedShare,
      Prices prices,
      long seed) {}

  /** Bursts, as multiples of the rate, and their length. */
  public record Bursts(List<Double> factors, double seconds) {
    /** Keeps its own copy. */
    public Bursts {
      factors = List.copyOf(factors);
    }
  }

  /**
   * What a core costs.
   *
   * @param pricePerCoreHour or null
   * @param currency of the price, empty if none was given
   * @param wattsPerCore or null
   */
  public record Prices(Double pricePerCoreHour, String currency, Double wattsPerCore) {
    /** No price is known. */
    public static final Prices NONE = new Prices(null, "", null);
  }

  /**
   * The measured efficiency over cores, fitted with the Universal Scalability Law.
   *
   * @param contention σ of the law
   * @param coherence κ of the law
   * @param mostMeasured the largest number of cores that was measured
   * @param efficiency the rate per core on one of the machines, over that of one core
   * @param efficiencyLow lower end of its 95 % bootstrap interval, which sizing uses
   * @param efficiencyHigh upper end
   */
  public record Scaling(
      double contention,
      double coherence,
      int mostMeasured,
      double efficiency,
      double efficiencyLow,
      double efficiencyHigh) {}

  /**
   * The result for one exchange.
   *
   * @param measuredCores of the server that was measured
   * @param answer null if no number of machines meets the objective, or the fit is refused
   * @param floorNanos the latency that the objective bounds, with an idle server
   * @param curve predicted latencies of one measured server, by rate
   * @param validation measured rates, in ascending order; empty if there is no run at a constant
   *     rate
   */
  public record Sized(
      String exchange,
      int measuredCores,
      Answer answer,
      double floorNanos,
      List<CurvePoint> curve,
      List<ValidationRow> validation,
      Fit fit,
      CostOfMillion cost) {
    /** Keeps its own copies. */
    public Sized {
      curve = List.copyOf(curve);
      validation = List.copyOf(validation);
    }
  }

  /**
   * The smallest number of machines that meets the objective.
   *
   * @param cores of all machines without the spare ones
   * @param machines without the spare ones
   * @param range of machines that the uncertainty of what was measured leaves open
   * @param extrapolated whether a machine has more than twice the cores that were measured
   * @param normal these machines alone: all spare ones have failed
   * @param withSpare while no machine has failed
   * @param bursts of these machines and the spare ones
   */
  public record Answer(
      int cores,
      int machines,
      Range range,
      int coresPerMachine,
      boolean extrapolated,
      Load normal,
      Load withSpare,
      List<Burst> bursts) {
    /** Keeps its own copy. */
    public Answer {
      bursts = List.copyOf(bursts);
    }
  }

  /**
   * Machines with cost and scaling at the better and worse ends of their 95 % intervals.
   *
   * @param high null if no number of machines meets the objective at the worse end
   */
  public record Range(int low, Integer high) {}

  /**
   * Predicted figures under one load.
   *
   * @param machines that share the rate
   * @param utilisation of their cores
   * @param shedShare of handshakes that are answered BUSY
   */
  public record Load(
      int machines,
      double utilisation,
      Part p50,
      Part p99,
      Part p999,
      double shedShare,
      boolean meetsObjective) {}

  /** A percentile of latency, and the share of it that is waiting in queues. */
  public record Part(double nanos, double queueShare) {}

  /**
   * What a burst does.
   *
   * @param factor multiple of the rate
   * @param peakP99Nanos of handshakes that are due during the burst
   * @param recoverySeconds from the end of the burst until the queue is as short as before; null if
   *     it did not get there within the simulated time
   * @param shedShare of handshakes that are due from the start of the burst until then
   */
  public record Burst(
      double factor, double peakP99Nanos, Double recoverySeconds, double shedShare) {}

  /**
   * Latencies at a rate of the measured server. The band of p99 is the range of 19 simulations,
   * each with its own seed, and with cost and pauses of resampled seconds; it holds nine of ten.
   */
  public record CurvePoint(
      double ratePerSecond, double p50, double p99, double p99Low, double p99High, double p999) {}

  /**
   * Predicted and measured latencies at a measured rate.
   *
   * @param shareOfCapacity the rate over the rate at which the cores of the model are busy
   * @param parts what is behind the predicted p99
   */
  public record ValidationRow(
      double ratePerSecond,
      double shareOfCapacity,
      double predictedP50,
      double measuredP50,
      double predictedP99,
      double measuredP99,
      PredictedP99 parts) {
    /** The relative error of the predicted p50. */
    public double p50Error() {
      return predictedP50 / measuredP50 - 1;
    }

    /** The relative error of the predicted p99. */
    public double p99Error() {
      return predictedP99 / measuredP99 - 1;
    }
  }

  /**
   * How well the model fits what was measured.
   *
   * @param capacityPerSecond the rate at which the measured server's cores are busy
   * @param worstP99Error the one of largest magnitude up to 0.9 of capacity; null without such a
   *     rate
   * @param refused whether it is beyond 25 %
   * @param failedAssumption the assumption that most likely failed, with its evidence, in a
   *     sentence; null if the error is at most 15 %
   */
  public record Fit(
      double capacityPerSecond,
      Double worstP99Error,
      boolean refused,
      @JsonInclude(JsonInclude.Include.NON_NULL) String failedAssumption) {}

  /** What a million handshakes cost; price and energy are null if not asked for. */
  public record CostOfMillion(double cpuSeconds, Double price, Double kilowattHours) {}
}
