package dev.kexbench.loadgen.schedule;

import java.util.Locale;

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
}
