package dev.kexbench.loadgen.machine;

import java.io.IOException;

/**
 * A low priority of a thread that still gets about a tenth of the time of a contended core
 * (nice(2)), by {@code renice}. On a platform without it nothing is changed.
 */
public final class NicePriority {
  private static final String RENICE = "renice";
  private static final String VALUE = "10";

  private NicePriority() {}

  /**
   * Gives it to a thread of this process.
   *
   * @throws IOException if the platform refuses it
   */
  public static void give(String threadId) throws IOException {
    if (SystemCommands.exists(RENICE)) {
      SystemCommands.run(RENICE, "-n", VALUE, "-p", threadId);
    }
  }
}
