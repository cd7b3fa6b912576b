package dev.kexbench.loadgen.schedule;

/**
 * How the rate of an open loop goes over its time. The integral of the rate is how many arrivals
 * are expected by then; a curve knows the inverse, which turns arrivals counted or drawn at one per
 * unit into due times.
 */
public sealed interface RateCurve permits Steady, Ramp, Steps {
  /**
   * When so many arrivals are expected to have come, in nanoseconds from the start. After its end a
   * curve goes on at its last rate.
   */
  double nanosAt(double arrivals);

  /** The rate at its start, per second: what a warm-up runs at. */
  double firstPerSecond();

  /** The highest rate that it reaches, per second. */
  double highestPerSecond();

  /** Its rates as the command line takes them, per second: {@code 500}, {@code 500..2000}. */
  String label();
}
