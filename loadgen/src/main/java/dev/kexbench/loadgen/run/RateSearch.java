package dev.kexbench.loadgen.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The search for the highest rate that meets an objective. It doubles the rate until the objective
 * is missed, halves the ratio of missed to met until they are within 2.5 %, and confirms the
 * highest rate that met it in a run of full length.
 *
 * <p>A brief disturbance of the machine must not decide the result: a single stall of the server
 * makes any probe near its capacity miss the objective. So a probe that misses is repeated, until
 * two have met the objective or two have missed it; a run of full length limits the answer only if
 * it misses twice. A trial that is not valid shows nothing about the server. It is repeated at its
 * rate; if three are not valid, the search continues below, and {@link #invalidLimit} reports the
 * rate.
 */
public final class RateSearch {
  private static final double STEP = 2;
  private static final double NEAR_ENOUGH = 1.025;

  /** How far a run of full length that misses takes the search down: first less than then. */
  private static final double FIRST_STEP_DOWN = 0.975;

  private static final double STEP_DOWN = 0.95;
  private static final MathContext DIGITS = new MathContext(3);

  /** How often the rate is doubled from the start, and how often halved. */
  private static final int DOUBLINGS = 16;

  private static final int HALVINGS = 7;

  /** At how many rates a run of full length is tried. */
  private static final int CONFIRMATIONS = 5;

  /** How many trials at one rate decide about it, once they do not all agree. */
  private static final int MAJORITY = 2;

  /** How many trials at one rate are not valid until the search continues without it. */
  private static final int INVALID_TRIALS = 3;

  /**
   * A rate to try.
   *
   * @param fullLength whether to run at full length, to confirm the result of a short probe
   */
  public record Trial(double perSecond, boolean fullLength) {}

  /** The outcome of a trial. */
  public enum Answer {
    /** The rate met the objective. */
    MET,
    /** The server missed the objective. */
    MISSED,
    /** The trial is not valid: it shows nothing about the server. */
    INCONCLUSIVE
  }

  private final double startPerSecond;
  private Trial next;
  private int mets;
  private int misses;
  private int invalidTrials;
  private int confirmations;
  private double met;
  private double limit = Double.POSITIVE_INFINITY;
  private boolean limitIsInvalid;
  private OptionalDouble found = OptionalDouble.empty();

  /** Creates a search that starts at this rate. */
  public RateSearch(double startPerSecond) {
    this.startPerSecond = startPerSecond;
    this.next = new Trial(startPerSecond, false);
  }

  /** The next trial; empty when the search is over. */
  public Optional<Trial> next() {
    return Optional.ofNullable(next);
  }

  /** Takes the result of the trial from {@link #next}. */
  public void record(Answer answer) {
    if (!decides(answer)) {
      return; // the same trial again
    }
    mets = 0;
    misses = 0;
    invalidTrials = 0;
    if (next.fullLength()) {
      recordFullLength(answer);
    } else {
      recordProbe(answer);
    }
  }

  /** Whether this answer, after those before it, is the answer for the rate. */
  private boolean decides(Answer answer) {
    return switch (answer) {
      case MET -> ++mets == MAJORITY || misses == 0 || next.fullLength();
      case MISSED -> ++misses == MAJORITY;
      case INCONCLUSIVE -> ++invalidTrials == INVALID_TRIALS;
    };
  }

  private void recordProbe(Answer answer) {
    if (answer == Answer.MET) {
      met = next.perSecond();
    } else {
      limit = next.perSecond();
      limitIsInvalid = answer == Answer.INCONCLUSIVE;
    }
    next = afterProbe();
  }

  private Trial afterProbe() {
    if (met == 0) {
      boolean further = limit > startPerSecond / Math.pow(STEP, HALVINGS);
      return further ? new Trial(limit / STEP, false) : null;
    }
    if (Double.isInfinite(limit)) {
      boolean further = met < startPerSecond * Math.pow(STEP, DOUBLINGS);
      return new Trial(further ? met * STEP : met, !further);
    }
    return limit / met > NEAR_ENOUGH
        ? new Trial(rounded(Math.sqrt(met * limit)), false)
        : new Trial(met, true);
  }

  private void recordFullLength(Answer answer) {
    if (answer == Answer.MET) {
      found = OptionalDouble.of(next.perSecond());
    }
    double step = confirmations == 0 ? FIRST_STEP_DOWN : STEP_DOWN;
    double lower = rounded(next.perSecond() * step);
    boolean over = answer == Answer.MET || ++confirmations == CONFIRMATIONS;
    next = over ? null : new Trial(lower, true);
  }

  /** Rounds to three digits, for readable rates; the error is 0.5 % at most. */
  private static double rounded(double perSecond) {
    return BigDecimal.valueOf(perSecond).round(DIGITS).doubleValue();
  }

  /** The result: the highest rate that met the objective in a run of full length. */
  public OptionalDouble found() {
    return found;
  }

  /** The highest rate that met the objective in a probe, confirmed or not. */
  public OptionalDouble met() {
    return met == 0 ? OptionalDouble.empty() : OptionalDouble.of(met);
  }

  /** The lowest rate that did not meet the objective, or had no valid trial. */
  public OptionalDouble limit() {
    return Double.isInfinite(limit) ? OptionalDouble.empty() : OptionalDouble.of(limit);
  }

  /** The limit, if no trial there was valid: the server may do more. */
  public OptionalDouble invalidLimit() {
    return limitIsInvalid ? limit() : OptionalDouble.empty();
  }
}
