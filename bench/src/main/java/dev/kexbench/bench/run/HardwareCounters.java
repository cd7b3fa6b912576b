package dev.kexbench.bench.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Checks whether {@code perf} can read the processor's counters, which virtual machines often lack.
 */
public final class HardwareCounters {
  private static final String CYCLES = "cycles";

  private HardwareCounters() {}

  /** Runs perf, which counts the cycles of a process that does nothing. */
  public static boolean present() {
    try {
      Process perf =
          new ProcessBuilder("perf", "stat", "-x", ",", "-e", CYCLES, "true")
              .redirectErrorStream(true)
              .start();
      String counted = new String(perf.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return counted.lines().anyMatch(HardwareCounters::counts);
    } catch (IOException missing) {
      // This machine has no perf, so counters cannot be read.
      return false;
    }
  }

  /** A perf line is number, unit, event; if there is no number, text takes its place. */
  static boolean counts(String line) {
    return line.matches("[1-9][0-9]*,.*" + CYCLES + ".*");
  }
}
