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
   * Undecided, and no more than two measurements of the same build differ by here, as a calibration
   * found.
   *
   * @param bound by how much they differ in 95 of 100 cases, as a share
   */
  record WithinNoise(Estimate estimate, double bound) implements Change {}

  /**
   * The runs are consistent with both a change and no change.
   *
   * @param needed the number of runs on each side, or rounds (see {@link Estimate#evidence}), with
   *     those there are, that would probably decide it; 0 if no reasonable number would
   */
  record Undecided(Estimate estimate, int needed) implements Change {}

  /** The figure has no good direction. */
  record Unjudged(Estimate estimate) implements Change {}

  /** Whether more runs could still decide it. */
  default boolean isOpen() {
    return this instanceof Undecided || this instanceof WithinNoise;
  }

  /** Whether it improved or regressed. */
  default boolean isAlarm() {
    return this instanceof Improved || this instanceof Regressed;
  }
}
