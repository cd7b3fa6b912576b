package dev.kexbench.results.compare;

import dev.kexbench.results.statistics.Estimate;

/** The verdict on one figure. */
public sealed interface Change {
  /** The estimate from the runs of the two sides. */
  Estimate estimate();

  /** Certainly beyond the margin, in the good direction. */
  record Improved(Estimate estimate) implements Change {}

  /** Certainly beyond the margin, in the bad direction. */
  record Regressed(Estimate estimate) implements Change {}

  /** The whole interval of the ratio lies within the margin. */
  record Equivalent(Estimate estimate) implements Change {}

  /**
   * The runs are consistent with both a change and no change.
   *
   * @param needed the number of runs on each side, rounds, or seconds (see {@link
   *     Estimate#evidence}) that would probably decide it, as far as is known; 0 if no reasonable
   *     number would
   */
  record Undecided(Estimate estimate, int needed) implements Change {}

  /** The figure has no good direction. */
  record Unjudged(Estimate estimate) implements Change {}
}
