package dev.kexbench.loadgen.phase;

import java.time.Duration;

/**
 * Shorter fixed phases of a run, for this project's own tests. What a load test does besides its
 * warm-up and its measured time, such as the measurement of the private-key rate, takes as long as
 * exact figures need. Tests of behaviour need no exact figures: the system property {@value
 * #PROPERTY} shortens these phases, and the plan of the report says so if the generator has the
 * property. It is no option for users.
 */
public final class ShortPhases {
  /** {@code true} shortens them, in the process that has this property; else they last in full. */
  public static final String PROPERTY = "kexbench.short-phases";

  private static final int DIVISOR = 20;

  private ShortPhases() {}

  /** Whether they are shortened. */
  public static boolean on() {
    return Boolean.getBoolean(PROPERTY);
  }

  /** A time, or a twentieth of it if phases are shortened. */
  public static Duration of(Duration full) {
    return full.dividedBy(divisor());
  }

  /** A number, or a twentieth of it if phases are shortened. */
  public static int of(int full) {
    return full / divisor();
  }

  private static int divisor() {
    return on() ? DIVISOR : 1;
  }
}
