package dev.kexbench.results.statistics;

/**
 * The sample sizes behind an estimate.
 *
 * @param kind the unit
 * @param base the number on the base side
 * @param fresh the number on the new side
 */
public record SampleSize(Kind kind, int base, int fresh) {
  /** The unit that was drawn. */
  public enum Kind {
    /** Whole runs, independently on each side. */
    RUNS,
    /** Rounds in which both sides were measured. */
    ROUNDS,
    /** The seconds of single load tests. */
    SECONDS
  }

  /** Fewer seconds do not show how neighbouring seconds are correlated. */
  static final int FEWEST_SECONDS = 10;

  /** For latencies: whole runs if there are enough, else the seconds of each. */
  static SampleSize of(LatencySeries base, LatencySeries fresh) {
    SampleSize runs = new SampleSize(Kind.RUNS, base.runs().size(), fresh.runs().size());
    return runs.decides() ? runs : new SampleSize(Kind.SECONDS, base.seconds(), fresh.seconds());
  }

  /** Whether this sample size could ever decide anything, however large the difference. */
  public boolean decides() {
    return switch (kind) {
      case RUNS -> RankStatistics.canDecide(base, fresh);
      case ROUNDS -> RankStatistics.canDecidePairs(base);
      case SECONDS -> fewest() >= FEWEST_SECONDS;
    };
  }

  /** The smaller of the two numbers. */
  public int fewest() {
    return Math.min(base, fresh);
  }
}
