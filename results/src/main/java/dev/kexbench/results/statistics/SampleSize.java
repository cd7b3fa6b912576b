package dev.kexbench.results.statistics;

/**
 * The sample sizes behind an estimate.
 *
 * @param kind the unit
 * @param base the number on the base side
 * @param fresh the number on the new side
 */
public record SampleSize(Kind kind, int base, int fresh) {
  /** The unit that varies. */
  public enum Kind {
    /** Whole runs, independently on each side. */
    RUNS,
    /** Rounds in which both sides were measured. */
    ROUNDS
  }

  /** The minimum number of rounds, or of runs on each side, for a decision. */
  public static final int FEWEST = 3;

  /**
   * Whether this sample size could ever decide anything, however large the difference. A single run
   * can be compared with three or more, whose variance it is taken to share.
   */
  public boolean decides() {
    return kind == Kind.ROUNDS ? base >= FEWEST : base + fresh > FEWEST && degrees() >= 2;
  }

  private int degrees() {
    return base - 1 + fresh - 1;
  }

  /** How many differences of two runs each have a mean as certain as the estimate. */
  public double pairs() {
    return kind == Kind.ROUNDS ? base : 2 / (1.0 / base + 1.0 / fresh);
  }

  /** The smaller of the two numbers. */
  public int fewest() {
    return Math.min(base, fresh);
  }
}
