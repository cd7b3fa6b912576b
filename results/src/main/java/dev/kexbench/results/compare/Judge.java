package dev.kexbench.results.compare;

import dev.kexbench.results.command.Percent;
import dev.kexbench.results.statistics.Estimate;
import dev.kexbench.results.statistics.RankStatistics;

/**
 * Gives the verdict on a figure; no other class decides whether a difference counts.
 *
 * @param margin the share by which a figure may move without counting as changed
 * @param floors the measured noise of calibrated figures
 */
public record Judge(Percent margin, NoiseFloors floors) {
  /** Allocation hardly varies, so the profiler's figure is judged more strictly than time. */
  private static final String ALLOCATED = "B/op";

  private static final double ALLOCATION_MARGIN = 0.005;
  private static final double ALLOCATION_BYTES = 16;

  /** Keeps a difference of exactly the margin within it. */
  private static final double ROUNDING = 1e-9;

  /** More runs or seconds than this are not realistic. */
  private static final int MOST = 1_000;

  /** The change between two figures with the same key. */
  public Change judge(Figure base, Figure fresh) {
    Estimate estimate = Estimate.of(base.sample(), fresh.sample());
    if (base.direction() == Direction.NEUTRAL) {
      return new Change.Unjudged(estimate);
    }
    double allowed = margin(base, fresh.value()) + ROUNDING;
    if (estimate.evidence().decides()) {
      return decided(estimate, allowed, base.direction());
    }
    return floors.known(base.key())
        ? byRatioAlone(estimate, allowed, base.direction())
        : new Change.Undecided(estimate, RankStatistics.fewest());
  }

  /**
   * The change of a latency whose per-second histograms are known on both sides, so that there is
   * an interval even with few runs.
   *
   * @param resolution of its histograms, as a share
   */
  Change judge(Figure base, Estimate estimate, double resolution) {
    if (base.direction() == Direction.NEUTRAL) {
      return new Change.Unjudged(estimate);
    }
    double allowed = Math.max(margin(base, base.value()), resolution) + ROUNDING;
    return decided(estimate, allowed, base.direction());
  }

  /** Decides by interval and margin. */
  private static Change decided(Estimate estimate, double allowed, Direction direction) {
    boolean moved = Math.abs(estimate.ratio() - 1) > allowed;
    if (moved && !estimate.interval().holds(1)) {
      return changed(estimate, direction);
    }
    return estimate.interval().isWithin(allowed)
        ? new Change.Equivalent(estimate)
        : new Change.Undecided(estimate, needed(estimate, allowed));
  }

  /** The margin of a figure; its noise floor if that is wider. */
  private double margin(Figure base, double fresh) {
    double usual =
        base.key().unit().equals(ALLOCATED) ? allocation(base.value(), fresh) : margin.share();
    return Math.max(usual, floors.of(base.key()));
  }

  /** With a base of 0 there is no ratio, so the difference in bytes decides. */
  private static double allocation(double base, double fresh) {
    if (base == 0) {
      return fresh <= ALLOCATION_BYTES ? Double.POSITIVE_INFINITY : ALLOCATION_MARGIN;
    }
    return Math.max(ALLOCATION_MARGIN, ALLOCATION_BYTES / base);
  }

  /** With one or two runs per side, only a calibrated noise floor can decide. */
  private static Change byRatioAlone(Estimate estimate, double allowed, Direction direction) {
    return Math.abs(estimate.ratio() - 1) > allowed
        ? changed(estimate, direction)
        : new Change.Equivalent(estimate);
  }

  private static Change changed(Estimate estimate, Direction direction) {
    boolean rose = estimate.ratio() > 1;
    boolean good = rose == (direction == Direction.HIGHER_IS_BETTER);
    return good ? new Change.Improved(estimate) : new Change.Regressed(estimate);
  }

  /**
   * The width of an interval is inversely proportional to the square root of the sample size.
   * Returns the size at which the nearer end reaches 1, or the interval fits within the margin,
   * whichever is smaller.
   */
  private static int needed(Estimate estimate, double allowed) {
    int there = estimate.evidence().fewest();
    double distance = Math.abs(estimate.ratio() - 1);
    double half = (estimate.interval().high() - estimate.interval().low()) / 2;
    double slack = distance > allowed ? distance : allowed - distance;
    double needed = there * Math.pow(half / slack, 2);
    return needed <= MOST ? Math.max(there + 1, (int) Math.ceil(needed)) : 0;
  }
}
