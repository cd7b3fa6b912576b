package dev.kexbench.results.report;

import java.util.List;

/**
 * The search for the highest rate that meets an objective.
 *
 * @param objective the conditions, as given
 * @param ratePerSecond the highest rate that met it in a run of full length, or null if none did
 * @param curve the rates that were tried, in order
 * @param ending a remark on how the search ended, one sentence, or null
 */
public record Search(String objective, Double ratePerSecond, List<Probe> curve, String ending) {
  /** A missing curve becomes empty. */
  public Search {
    curve = Copies.list(curve);
  }

  /**
   * One rate that was tried.
   *
   * @param run the label of the report's run, or null if only this line was kept
   * @param plannedPerSecond the rate
   * @param establishedPerSecond the rate that was achieved
   * @param kept whether it met the objective with a valid run
   * @param why it does not count as met, or null
   * @param p50 from the due time, nanoseconds; null if nothing was measured
   * @param p99 likewise
   * @param failedShare failed and never started handshakes as a share of those planned, or null if
   *     none was planned
   * @param fullLength whether it lasted as long as a full run, to confirm the result of shorter
   *     ones
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
    /** The result of a rate, from its run. */
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
          run.counts().errorShare(),
          fullLength);
    }

    /** The same probe with the label of a run in the report. */
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
