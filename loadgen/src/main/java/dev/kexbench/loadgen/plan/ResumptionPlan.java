package dev.kexbench.loadgen.plan;

import java.util.Locale;
import java.util.Optional;

/**
 * Clients that return to the server with tickets.
 *
 * @param percent of handshakes that resume an earlier one, from 0 to 100
 * @param mode how they resume; empty for what the exchange does if it is not told
 */
public record ResumptionPlan(double percent, Optional<Mode> mode) {
  private static final double ALL = 100;

  /** How a handshake resumes. The constants are also the values in options and reports. */
  public enum Mode {
    /** Symmetric: the secret comes from the ticket. */
    RESUME,
    /** With an ephemeral agreement, forward secret. */
    RESUME_DHE;

    /** The name on the command line and in reports. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Refuses what is no percentage. */
  public ResumptionPlan {
    if (!(percent >= 0 && percent <= ALL)) {
      throw new IllegalArgumentException("a percentage is 0 to 100, was " + percent);
    }
  }

  /** The share of handshakes that resume, from 0 to 1. */
  public double share() {
    return percent / ALL;
  }

  /** The mode, which is with an agreement if none was given. */
  public Mode modeOrDefault() {
    return mode.orElse(Mode.RESUME_DHE);
  }
}
