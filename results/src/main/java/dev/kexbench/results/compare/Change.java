package dev.kexbench.results.compare;

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
   * @param runsNeeded on each side, to decide it by what is known now; 0 where no reasonable number
   *     would
   */
  record Undecided(Estimate estimate, int runsNeeded) implements Change {}

  /** Of a figure that has no good direction. */
  record Unjudged(Estimate estimate) implements Change {}
}
