package dev.kexbench.bench.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Whether {@code perf} can read the processor's counters here; virtual machines often have none.
 */
public final class HardwareCounters {
  private static final String CYCLES = "cycles";

  private HardwareCounters() {}

  /** Has perf count the cycles of a process that does nothing. */
  public static boolean present() {
    try {
      Process perf =
          new ProcessBuilder("perf", "stat", "-x", ",", "-e", CYCLES, "true")
              .redirectErrorStream(true)
              .start();
      String counted = new String(perf.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return counted.lines().anyMatch(HardwareCounters::counts);
    } catch (IOException missing) {
      // There is no perf on this machine, so counters cannot be read.
      return false;
    }
  }

  /** A perf line is number, unit, event; if there is no number, text takes its place. */
  static boolean counts(String line) {
    return line.matches("[1-9][0-9]*,.*" + CYCLES + ".*");
  }
}
