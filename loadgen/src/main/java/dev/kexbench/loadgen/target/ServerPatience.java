package dev.kexbench.loadgen.target;

import java.time.Duration;

/**
 * How long a run waits for a server that does not answer, or does not stop. The system property
 * {@value #PROPERTY} shortens that for this project's own tests, whose server is stopped on
 * purpose. It is no option for users.
 */
public final class ServerPatience {
  /** {@code true} shortens it, in the process that has this property. */
  public static final String PROPERTY = "kexbench.short-patience";

  private static final int DIVISOR = 5;

  private ServerPatience() {}

  /** This time, or a fifth of it. */
  static Duration of(Duration full) {
    return Boolean.getBoolean(PROPERTY) ? full.dividedBy(DIVISOR) : full;
  }
}
