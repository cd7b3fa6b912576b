package dev.kexbench.loadgen.schedule;

import java.util.Locale;

/** The spacing of an open loop: command-line value and report label at once. */
public enum Arrivals {
  /** Evenly spaced; the shares of several event loops interleave. */
  CONSTANT {
    @Override
    public Schedule slice(Slice slice) {
      return new ConstantSchedule(slice);
    }
  },
  /** Independent of each other, as those of many clients are: a Poisson process. */
  POISSON {
    @Override
    public Schedule slice(Slice slice) {
      return new PoissonSchedule(slice);
    }
  };

  /** A schedule of one event loop's share. */
  public abstract Schedule slice(Slice slice);

  /** The name on the command line and in reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
