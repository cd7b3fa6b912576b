package dev.kexbench.results.render;

import dev.kexbench.results.report.CeilingShare;
import dev.kexbench.results.report.MachineFigures;
import dev.kexbench.results.report.Run;

/**
 * How near a server came to what its private key allows, and what that figure leaves out; or why
 * that is not known.
 */
public final class CeilingText {
  private CeilingText() {}

  /** Two lines, the last of which is not ended; one for old reports. */
  public static String of(CeilingShare ceiling) {
    String share =
        "Of the ceiling: %s of %s/s (%s), %s"
            .formatted(
                Numbers.percent(ceiling.share()),
                Numbers.significant(ceiling.operationsPerSecondPerCore() * ceiling.serverCores()),
                cores(ceiling.serverCores()),
                ceiling.operation() == null ? "private-key operations" : ceiling.operation());
    return ceiling.operationsPerSecond() == null ? share : share + "\n  " + counted(ceiling);
  }

  /**
   * Why a run has none, in one line that is not ended; empty if it has one, or no reason is known.
   */
  public static String omitted(Run run) {
    MachineFigures machine = run.machine();
    return run.ceiling() != null || machine == null || machine.ceilingOmitted() == null
        ? ""
        : "The ceiling is omitted: " + machine.ceilingOmitted();
  }

  private static String counted(CeilingShare ceiling) {
    return "the server counted %s/s for all clients; connections, MACs and key schedule are not in it"
        .formatted(Numbers.significant(ceiling.operationsPerSecond()));
  }

  private static String cores(double number) {
    return Numbers.plain(number) + (number == 1 ? " core" : " cores");
  }
}
