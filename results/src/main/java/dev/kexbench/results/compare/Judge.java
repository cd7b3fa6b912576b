package dev.kexbench.results.compare;

import dev.kexbench.results.command.Percent;
import dev.kexbench.results.statistics.Estimate;
import dev.kexbench.results.statistics.Forecast;
import dev.kexbench.results.statistics.SampleSize;

/**
 * Gives the verdict on a figure; no other class decides whether a difference counts.
 *
 * @param margin the share by which a figure may move without counting as changed
 * @param floors the measured noise of calibrated figures
 * @param level the probability of a false alarm in a comparison of which nothing changed
 */
public record Judge(Percent margin, NoiseFloors floors, double level) {
  /** Allocation hardly varies, so the profiler's figure is judged more strictly than time. */
  private static final String ALLOCATED = "B/op";

  private static final double ALLOCATION_MARGIN = 0.005;
  private static final double ALLOCATION_BYTES = 16;

  /** Keeps a difference of exactly the margin within it. */
  private static final double ROUNDING = 1e-9;

  /** A judge who raises a false alarm in at most 5 of 100 comparisons. */
  public Judge(Percent margin, NoiseFloors floors) {
    this(margin, floors, Estimate.USUAL);
  }

  /** The same judge with another level. */
  public Judge at(double other) {
    return new Judge(margin, floors, other);
  }

  /**
   * A figure as it is judged.
   *
   * @param base its key and direction
   * @param p corrected for all figures that are judged together; NaN if there is none
   * @param tests how many figures are judged together
   */
  record Case(Figure base, Estimate estimate, double p, int tests) {}

  /** The verdict on a figure. */
  public Change judge(Case figure) {
    Estimate estimate = figure.estimate();
    if (figure.base().direction() == Direction.NEUTRAL) {
      return new Change.Unjudged(estimate);
    }
    double allowed = margin(figure.base().key(), estimate);
    if (moved(estimate, allowed) && figure.p() < level) {
      return changed(estimate, figure.base().direction());
    }
    boolean enough = estimate.evidence().decides();
    if (enough && estimate.interval(level).isWithin(allowed + ROUNDING)) {
      return new Change.Equivalent(estimate);
    }
    return floors
        .bound(figure.base().key(), estimate)
        .filter(bound -> Math.abs(estimate.shift()) <= bound)
        .<Change>map(bound -> new Change.WithinNoise(estimate, Math.expm1(bound)))
        .orElseGet(() -> undecided(figure, allowed));
  }

  /** Whether a figure may have changed: beyond the margin, and significant by itself. */
  boolean flags(Figure base, Estimate estimate) {
    return base.direction() != Direction.NEUTRAL
        && moved(estimate, margin(base.key(), estimate))
        && estimate.p() < Estimate.USUAL;
  }

  private static boolean moved(Estimate estimate, double allowed) {
    return Math.abs(estimate.ratio() - 1) > allowed + ROUNDING;
  }

  private static Change undecided(Case figure, double allowed) {
    Estimate estimate = figure.estimate();
    int needed =
        estimate.evidence().decides()
            ? new Forecast(estimate, allowed, figure.tests()).needed()
            : SampleSize.FEWEST;
    return new Change.Undecided(estimate, needed);
  }

  private double margin(FigureKey key, Estimate estimate) {
    return key.unit().equals(ALLOCATED)
        ? allocation(estimate.base(), estimate.fresh())
        : margin.share();
  }

  /** With a base of 0 there is no ratio, so the difference in bytes decides. */
  private static double allocation(double base, double fresh) {
    if (base == 0) {
      return fresh <= ALLOCATION_BYTES ? Double.POSITIVE_INFINITY : ALLOCATION_MARGIN;
    }
    return Math.max(ALLOCATION_MARGIN, ALLOCATION_BYTES / base);
  }

  private static Change changed(Estimate estimate, Direction direction) {
    boolean rose = estimate.ratio() > 1;
    boolean good = rose == (direction == Direction.HIGHER_IS_BETTER);
    return good ? new Change.Improved(estimate) : new Change.Regressed(estimate);
  }
}
