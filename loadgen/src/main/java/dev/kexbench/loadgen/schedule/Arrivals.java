package dev.kexbench.loadgen.schedule;

import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The arrival process of an open loop. The constants are also the values in options and reports.
 */
public enum Arrivals {
  /** Evenly spaced; the shares of several event loops interleave. */
  CONSTANT {
    @Override
    public Schedule slice(Slice slice) {
      return new ConstantSchedule(slice);
    }
  },
  /** A Poisson process: independent arrivals, as from many clients. */
  POISSON {
    @Override
    public Schedule slice(Slice slice) {
      return new PoissonSchedule(slice);
    }
  };

  /** The schedule of one event loop's share. */
  public abstract Schedule slice(Slice slice);

  /** The name on the command line and in reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Every n-th of evenly spaced arrivals. Due times are computed from the count, so errors do not
   * accumulate. The spacing follows the rate.
   */
  private static final class ConstantSchedule implements Schedule {
    private final Slice slice;
    private long count;
    private long lastNanos;

    ConstantSchedule(Slice slice) {
      this.slice = slice;
    }

    @Override
    public long nextNanos() {
      double arrivals = slice.index() + count++ * (double) slice.of();
      lastNanos = Math.max(lastNanos, (long) slice.curve().nanosAt(arrivals));
      return lastNanos;
    }
  }

  /**
   * Arrivals with exponentially distributed gaps, at a mean of one per unit, which the curve
   * converts into times: a Poisson process of its rate. The shares of a run are independent Poisson
   * processes, whose sum is a Poisson process of the whole rate.
   */
  private static final class PoissonSchedule implements Schedule {
    private final SplittableRandom random;
    private final Slice slice;
    private double arrivals;
    private long lastNanos;

    PoissonSchedule(Slice slice) {
      this.random = new SplittableRandom(slice.seed());
      this.slice = slice;
    }

    @Override
    public long nextNanos() {
      // 1 - u is never 0, so the logarithm is finite. While this share has one arrival, each other
      // share is expected to have one as well.
      arrivals += -Math.log(1 - random.nextDouble()) * slice.of();
      lastNanos = Math.max(lastNanos, (long) slice.curve().nanosAt(arrivals));
      return lastNanos;
    }
  }
}
