package dev.kexbench.results.statistics;

/**
 * What an estimate comes from.
 *
 * @param kind of what there are so many
 * @param base on that side
 * @param fresh on the other
 */
public record SampleSize(Kind kind, int base, int fresh) {
  /** What was drawn from. */
  public enum Kind {
    /** Whole runs, each side's by themselves. */
    RUNS,
    /** Rounds in which both sides were measured. */
    ROUNDS,
    /** The seconds of single load tests. */
    SECONDS
  }

  /** In fewer seconds there is no telling how one resembles the next. */
  static final int FEWEST_SECONDS = 10;

  /** Of latencies: whole runs where there are enough of them, else the seconds of each. */
  static SampleSize of(LatencySeries base, LatencySeries fresh) {
    SampleSize runs = new SampleSize(Kind.RUNS, base.runs().size(), fresh.runs().size());
    return runs.decides() ? runs : new SampleSize(Kind.SECONDS, base.seconds(), fresh.seconds());
  }

  /** Whether so much could ever decide anything, however far the sides lie apart. */
  public boolean decides() {
    return switch (kind) {
      case RUNS -> RankStatistics.canDecide(base, fresh);
      case ROUNDS -> RankStatistics.canDecidePairs(base);
      case SECONDS -> fewest() >= FEWEST_SECONDS;
    };
  }

  /** On the side that has less. */
  public int fewest() {
    return Math.min(base, fresh);
  }
}
