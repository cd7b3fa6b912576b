package dev.kexbench.results.compare;

import dev.kexbench.results.statistics.Estimate;

/** What became of one figure. */
public sealed interface Change {
  /** What the two sides' runs say of it. */
  Estimate estimate();

  /** Beyond doubt and beyond the margin, in the good direction. */
  record Improved(Estimate estimate) implements Change {}

  /** Beyond doubt and beyond the margin, in the bad direction. */
  record Regressed(Estimate estimate) implements Change {}

  /** Whatever the ratio may be, it lies within the margin. */
  record Equivalent(Estimate estimate) implements Change {}

  /**
   * The runs leave both a change and none possible.
   *
   * @param needed runs on each side, rounds, or seconds, as its evidence is, that would probably
   *     decide it by what is known now; 0 where no reasonable number would
   */
  record Undecided(Estimate estimate, int needed) implements Change {}

  /** Of a figure that has no good direction. */
  record Unjudged(Estimate estimate) implements Change {}
}
