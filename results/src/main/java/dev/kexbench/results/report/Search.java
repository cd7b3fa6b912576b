package dev.kexbench.results.report;

import java.util.List;

/**
 * The search for the highest rate that keeps a promise.
 *
 * @param promise the conditions, as they were asked for
 * @param ratePerSecond the highest rate that kept it, or null when none did
 * @param curve what was tried, in order
 */
public record Search(String promise, Double ratePerSecond, List<Probe> curve) {
  /** A missing curve becomes an empty one. */
  public Search {
    curve = OrEmpty.list(curve);
  }

  /** One rate that was tried: which run of the report it is, and whether it kept the promise. */
  public record Probe(
      String run, double plannedPerSecond, double establishedPerSecond, boolean kept) {}
}
