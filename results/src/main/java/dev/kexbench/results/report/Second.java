package dev.kexbench.results.report;

import com.fasterxml.jackson.annotation.JsonInclude;
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
    @JsonInclude(JsonInclude.Include.NON_NULL) Long delayP99) {
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
          delayP99);
    }
  }
}
