package dev.kexbench.results.render;

import dev.kexbench.results.report.Cost;
import dev.kexbench.results.report.Run;

/** What a million handshakes cost. */
public final class MillionHandshakes {
  private static final double SECONDS_PER_HOUR = 3_600;

  private MillionHandshakes() {}

  /**
   * The CPU-seconds of a million, as {@code 1,013 s}.
   *
   * @param micros of one handshake; a million of them take as many seconds
   */
  public static String cpuSeconds(double micros) {
    return Numbers.significant(micros) + " s";
  }

  /** Their price, in the unit of the price of a core-hour. */
  public static String price(double micros, double pricePerCoreHour) {
    return Numbers.significant(micros / SECONDS_PER_HOUR * pricePerCoreHour);
  }

  /** The server's cost in one line; empty if its CPU time is unknown. */
  public static String line(Run run, double pricePerCoreHour) {
    Cost cost = run.cost();
    Double micros = cost == null ? null : cost.serverCpuMicrosPerHandshake();
    return micros == null
        ? ""
        : "A million handshakes of %s take %s of server CPU, which cost %s at %s per core-hour\n"
            .formatted(
                run.label(),
                cpuSeconds(micros),
                price(micros, pricePerCoreHour),
                Numbers.plain(pricePerCoreHour));
  }
}
