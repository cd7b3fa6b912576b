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
  /** The margin of comparisons that no user has chosen one for. */
  private static final Percent USUAL_MARGIN = new Percent(0.03);

  /**
   * Benchmarks with a smaller p value are measured again, each by itself. This is no level of the
   * verdict, which all rounds together have to reach: a larger one costs time, but raises no false
   * alarm, and finds more.
   */
  private static final double SUSPICIOUS = 0.1;

  /** A judge who raises a false alarm in at most 5 of 100 comparisons. */
  public Judge(Percent margin, NoiseFloors floors) {
    this(margin, floors, Estimate.USUAL);
  }

  /**
   * A judge with the usual margin, and the noise floors that are kept for the machine of a side.
   *
   * @param level the probability of a false alarm in a comparison of which nothing changed
   */
  static Judge usual(ResultSet base, double level) {
    return new Judge(USUAL_MARGIN, Calibrations.keptFor(base), level);
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
    if (moved(figure.base(), estimate) && figure.p() < level) {
      return changed(estimate, figure.base().direction());
    }
    double allowed =
        new Margin(margin).share(figure.base().key(), estimate.base(), estimate.fresh());
    boolean enough = estimate.evidence().decides();
    if (enough && estimate.interval(level).isWithin(allowed + Margin.ROUNDING)) {
      return new Change.Equivalent(estimate);
    }
    return floors
        .bound(figure.base().key(), estimate)
        .filter(bound -> Math.abs(estimate.shift()) <= bound)
        .<Change>map(bound -> new Change.WithinNoise(estimate, Math.expm1(bound)))
        .orElseGet(() -> undecided(figure, allowed));
  }

  /**
   * Whether a figure may have changed: beyond the margin, and with a small p value by itself. Where
   * one figure of load tests may have changed, all are measured again, which takes longer.
   */
  boolean flags(Figure base, Estimate estimate) {
    boolean alone = base.key().facets().containsKey(FigureKey.BENCHMARK);
    return base.direction() != Direction.NEUTRAL
        && moved(base, estimate)
        && estimate.p() < (alone ? SUSPICIOUS : Estimate.USUAL);
  }

  private boolean moved(Figure base, Estimate estimate) {
    return new Margin(margin).isExceeded(base.key(), estimate.base(), estimate.fresh());
  }

  private static Change undecided(Case figure, double allowed) {
    Estimate estimate = figure.estimate();
    int needed =
        estimate.evidence().decides()
            ? new Forecast(estimate, allowed, figure.tests()).needed()
            : SampleSize.FEWEST;
    return new Change.Undecided(estimate, needed);
  }

  private static Change changed(Estimate estimate, Direction direction) {
    boolean rose = estimate.ratio() > 1;
    boolean good = rose == (direction == Direction.HIGHER_IS_BETTER);
    return good ? new Change.Improved(estimate) : new Change.Regressed(estimate);
  }
}
