package dev.kexbench.loadgen.schedule;

import java.time.Duration;

/** A linear ramp from one rate to another. */
public record Ramp(double fromPerSecond, double toPerSecond, Duration over) implements RateCurve {
  private static final double SECOND = 1e9;

  @Override
  public double nanosAt(double arrivals) {
    double seconds = over.toNanos() / SECOND;
    double whole = (fromPerSecond + toPerSecond) / 2 * seconds;
    return arrivals < whole
        ? SECOND * within(arrivals, (toPerSecond - fromPerSecond) / seconds)
        : SECOND * (seconds + (arrivals - whole) / toPerSecond);
  }

  /**
   * Seconds until {@code from·t + slope/2·t²} reaches the number of arrivals. This form of the root
   * avoids cancellation when the slope is small or zero.
   */
  private double within(double arrivals, double slope) {
    double square = fromPerSecond * fromPerSecond + 2 * slope * arrivals;
    return 2 * arrivals / (fromPerSecond + Math.sqrt(Math.max(0, square)));
  }

  @Override
  public double firstPerSecond() {
    return fromPerSecond;
  }

  @Override
  public double highestPerSecond() {
    return Math.max(fromPerSecond, toPerSecond);
  }

  @Override
  public String label() {
    return Steady.label(fromPerSecond) + ".." + Steady.label(toPerSecond);
  }
}
