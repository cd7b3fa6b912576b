package dev.kexbench.results.report;

import java.util.List;

/**
 * The search for the highest rate that keeps a promise.
 *
 * @param objective the conditions, as they were asked for
 * @param ratePerSecond the highest rate that kept it in a run of full length, or null when none did
 * @param curve what was tried, in order
 * @param ending what else is to be said of where it ended, one sentence, or null
 */
public record Search(String objective, Double ratePerSecond, List<Probe> curve, String ending) {
  /** A missing curve becomes an empty one. */
  public Search {
    curve = Copies.list(curve);
  }

  /**
   * One rate that was tried.
   *
   * @param run which run of the report it is, or null where only this line is left of it
   * @param plannedPerSecond the rate
   * @param establishedPerSecond what came of it
   * @param kept whether it kept the promise, and can be believed
   * @param why it does not count as kept, or null
   * @param p50 from the due time, nanoseconds; null where nothing was measured
   * @param p99 likewise
   * @param failedShare failures as a share of what was started, or null when nothing was
   * @param fullLength whether it lasted as long as a run is asked to, to confirm what shorter ones
   *     promised
   */
  public record Probe(
      String run,
      double plannedPerSecond,
      double establishedPerSecond,
      boolean kept,
      String why,
      Long p50,
      Long p99,
      Double failedShare,
      boolean fullLength) {
    /** What became of a rate, as its run has it. */
    public static Probe of(double perSecond, Run run, String why, boolean fullLength) {
      Latency total = run.latency(Stage.TOTAL);
      return new Probe(
          null,
          perSecond,
          run.rates().establishedPerSecond(),
          why == null,
          why,
          total == null ? null : total.p50(),
          total == null ? null : total.p99(),
          run.counts().failedShare(),
          fullLength);
    }

    /** The same as a run of the report. */
    public Probe named(String label) {
      return new Probe(
          label,
          plannedPerSecond,
          establishedPerSecond,
          kept,
          why,
          p50,
          p99,
          failedShare,
          fullLength);
    }
  }
}
