package dev.kexbench.results.compare;

import dev.kexbench.results.command.Percent;

/**
 * Decides what became of a figure: the one place that knows when a difference counts.
 *
 * @param margin the share that a median may move without being a difference
 */
public record Judge(Percent margin) {
  /** Keeps a difference of exactly the margin within it. */
  private static final double ROUNDING = 1e-9;

  /** The change from one row to another of the same key. */
  public Change judge(Row base, Row fresh) {
    double ratio = ratio(base.value(), fresh.value());
    if (base.direction() == Direction.NEUTRAL) {
      return new Change.Unjudged(ratio);
    }
    if (Math.abs(ratio - 1) <= margin.share() + ROUNDING || intervalsOverlap(base, fresh)) {
      return new Change.Same(ratio);
    }
    boolean rose = ratio > 1;
    boolean good = rose == (base.direction() == Direction.HIGHER_IS_BETTER);
    return good ? new Change.Better(ratio) : new Change.Worse(ratio);
  }

  private static double ratio(double base, double fresh) {
    return base == fresh ? 1 : fresh / base;
  }

  /** Without an interval on both sides the margin alone decides. */
  private static boolean intervalsOverlap(Row base, Row fresh) {
    return base.error() != null
        && fresh.error() != null
        && Math.abs(base.value() - fresh.value()) <= base.error() + fresh.error();
  }
}
