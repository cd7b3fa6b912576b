package dev.kexbench.loadgen.schedule;

/**
 * The rate of an open loop over time. The integral of the rate is the expected number of arrivals.
 * A curve computes the inverse, which converts arrivals counted or drawn at one per unit into due
 * times.
 */
public sealed interface RateCurve permits Steady, Ramp, Steps {
  /**
   * When that many arrivals are expected, in nanoseconds from the start. After its end a curve
   * continues at its last rate.
   */
  double nanosAt(double arrivals);

  /** The rate at its start, per second: what a warm-up runs at. */
  double firstPerSecond();

  /** The highest rate that it reaches, per second. */
  double highestPerSecond();

  /** Its rates per second, as options take them: {@code 500}, {@code 500..2000}. */
  String label();
}
