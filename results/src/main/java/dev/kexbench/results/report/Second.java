package dev.kexbench.results.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kexbench.results.machine.JvmSecond;
import java.util.List;
import java.util.Optional;

/**
 * One second of a run.
 *
 * @param second since the measured time began, from 0
 * @param planned handshakes due in it
 * @param started in it
 * @param established in it
 * @param failed in it
 * @param inFlight at its end
 * @param p50 median of total latency in nanoseconds, or null if no handshake ended
 * @param p99 99th percentile likewise
 * @param lagP99 99th percentile of the start lag in nanoseconds, or null
 * @param clientCpu cores that the generator kept busy, 1.0 being one, or null
 * @param serverCpu cores that the server kept busy, or null
 * @param serverJit cores that the JIT compilers of the server's JVM kept busy, part of {@code
 *     serverCpu}, or null
 * @param delayP50 median of the generator's own delay in nanoseconds: how late its probe timers ran
 *     or it started handshakes, whichever is more; null if unknown
 * @param delayP99 99th percentile likewise
 * @param clientPressure share of it in which any task of the generator's machine waited for a core,
 *     the highest of several agents; null if unknown
 * @param serverPressure likewise of the own server's machine
 * @param clientJvm pauses and compilations of the generator's JVM; null if not recorded
 * @param serverJvm likewise of the own server's
 */
public record Second(
    long second,
    long planned,
    long started,
    long established,
    long failed,
    long inFlight,
    Long p50,
    Long p99,
    Long lagP99,
    Double clientCpu,
    Double serverCpu,
    @JsonInclude(JsonInclude.Include.NON_NULL) Double serverJit,
    @JsonInclude(JsonInclude.Include.NON_NULL) Long delayP50,
    @JsonInclude(JsonInclude.Include.NON_NULL) Long delayP99,
    @JsonInclude(JsonInclude.Include.NON_NULL) Double clientPressure,
    @JsonInclude(JsonInclude.Include.NON_NULL) Double serverPressure,
    @JsonInclude(JsonInclude.Include.NON_NULL) JvmSecond clientJvm,
    @JsonInclude(JsonInclude.Include.NON_NULL) JvmSecond serverJvm) {
  /**
   * How much of a percentile of total latency may be the generator's own delay, if that is so much
   * that the percentile is marked.
   *
   * @param percentile of those that a second has; others are not marked
   */
  public Optional<Double> marked(GeneratorDelay.Percentile percentile) {
    return switch (percentile) {
      case P50 -> GeneratorDelay.marked(delayP50, p50);
      case P99 -> GeneratorDelay.marked(delayP99, p99);
      default -> Optional.empty();
    };
  }

  /** The lengths of the pauses of the server's JVM, in milliseconds; empty if not recorded. */
  public Optional<List<Double>> serverPausesMs() {
    return Optional.ofNullable(serverJvm).map(JvmSecond::pausesMs);
  }

  /** The same with what the JVMs of generator and server spent on themselves; each may be null. */
  public Second with(JvmSecond client, JvmSecond server) {
    return builder(second)
        .planned(planned)
        .started(started)
        .established(established)
        .failed(failed)
        .inFlight(inFlight)
        .p50(p50)
        .p99(p99)
        .lagP99(lagP99)
        .clientCpu(clientCpu)
        .serverCpu(serverCpu)
        .serverJit(serverJit)
        .delayP50(delayP50)
        .delayP99(delayP99)
        .clientPressure(clientPressure)
        .serverPressure(serverPressure)
        .clientJvm(client)
        .serverJvm(server)
        .build();
  }

  /** Starts from a second in which nothing happened. */
  public static Builder builder(long second) {
    return new Builder(second);
  }

  /** Sets the figures of a second by name; those not set are 0 or null. */
  public static final class Builder {
    private final long second;
    private long planned;
    private long started;
    private long established;
    private long failed;
    private long inFlight;
    private Long p50;
    private Long p99;
    private Long lagP99;
    private Double clientCpu;
    private Double serverCpu;
    private Double serverJit;
    private Long delayP50;
    private Long delayP99;
    private Double clientPressure;
    private Double serverPressure;
    private JvmSecond clientJvm;
    private JvmSecond serverJvm;

    private Builder(long second) {
      this.second = second;
    }

    public Builder planned(long planned) {
      this.planned = planned;
      return this;
    }

    public Builder started(long started) {
      this.started = started;
      return this;
    }

    public Builder established(long established) {
      this.established = established;
      return this;
    }

    public Builder failed(long failed) {
      this.failed = failed;
      return this;
    }

    public Builder inFlight(long inFlight) {
      this.inFlight = inFlight;
      return this;
    }

    public Builder p50(Long p50) {
      this.p50 = p50;
      return this;
    }

    public Builder p99(Long p99) {
      this.p99 = p99;
      return this;
    }

    public Builder lagP99(Long lagP99) {
      this.lagP99 = lagP99;
      return this;
    }

    public Builder clientCpu(Double clientCpu) {
      this.clientCpu = clientCpu;
      return this;
    }

    public Builder serverCpu(Double serverCpu) {
      this.serverCpu = serverCpu;
      return this;
    }

    public Builder serverJit(Double serverJit) {
      this.serverJit = serverJit;
      return this;
    }

    public Builder delayP50(Long delayP50) {
      this.delayP50 = delayP50;
      return this;
    }

    public Builder delayP99(Long delayP99) {
      this.delayP99 = delayP99;
      return this;
    }

    public Builder clientPressure(Double clientPressure) {
      this.clientPressure = clientPressure;
      return this;
    }

    public Builder serverPressure(Double serverPressure) {
      this.serverPressure = serverPressure;
      return this;
    }

    public Builder clientJvm(JvmSecond clientJvm) {
      this.clientJvm = clientJvm;
      return this;
    }

    public Builder serverJvm(JvmSecond serverJvm) {
      this.serverJvm = serverJvm;
      return this;
    }

    public Second build() {
      return new Second(
          second,
          planned,
          started,
          established,
          failed,
          inFlight,
          p50,
          p99,
          lagP99,
          clientCpu,
          serverCpu,
          serverJit,
          delayP50,
          delayP99,
          clientPressure,
          serverPressure,
          clientJvm,
          serverJvm);
    }
  }
}
