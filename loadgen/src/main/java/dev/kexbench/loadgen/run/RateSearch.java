package dev.kexbench.loadgen.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The search for the highest rate that meets an objective. It doubles the rate until the objective
 * is missed, halves the ratio of missed to met until they are within 5 %, and confirms the highest
 * rate that met it in a run of full length. A rate at which the generator is the bottleneck limits
 * the search like one that misses the objective, but is reported by {@link #generatorLimit}.
 *
 * <p>A brief disturbance of the machine must not halve the result. While no limit is known, a rate
 * that misses the objective is tried a second time before it counts. One at which the generator is
 * the bottleneck, which shows nothing about the server, is tried up to three times.
 */
public final class RateSearch {
  private static final double STEP = 2;
  private static final double NEAR_ENOUGH = 1.05;
  private static final double STEP_DOWN = 0.95;
  private static final MathContext DIGITS = new MathContext(3);

  /** How often the rate is doubled from the start, and how often halved. */
  private static final int DOUBLINGS = 16;

  private static final int HALVINGS = 7;
  private static final int CONFIRMATIONS = 5;

  private static final int TRIES_IF_MISSED = 2;
  private static final int TRIES_IF_INCONCLUSIVE = 3;

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
    /** The generator was the bottleneck: the trial shows nothing about the server. */
    INCONCLUSIVE
  }

  private final double startPerSecond;
  private Trial next;
  private int tries;
  private double met;
  private double limit = Double.POSITIVE_INFINITY;
  private boolean limitIsGenerators;
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
    tries++;
    if (next.fullLength()) {
      recordFullLength(answer);
    } else if (tries >= triesFor(answer)) {
      tries = 0;
      recordProbe(answer);
    }
  }

  private int triesFor(Answer answer) {
    return switch (answer) {
      case MET -> 1;
      case MISSED -> Double.isInfinite(limit) ? TRIES_IF_MISSED : 1;
      case INCONCLUSIVE -> TRIES_IF_INCONCLUSIVE;
    };
  }

  private void recordProbe(Answer answer) {
    if (answer == Answer.MET) {
      met = next.perSecond();
    } else {
      limit = next.perSecond();
      limitIsGenerators = answer == Answer.INCONCLUSIVE;
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
    double lower = rounded(next.perSecond() * STEP_DOWN);
    boolean over = answer == Answer.MET || tries == CONFIRMATIONS;
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

  /** The lowest rate that did not meet the objective. */
  public OptionalDouble limit() {
    return Double.isInfinite(limit) ? OptionalDouble.empty() : OptionalDouble.of(limit);
  }

  /** The limit, if the generator was the bottleneck there and not the server. */
  public OptionalDouble generatorLimit() {
    return limitIsGenerators ? limit() : OptionalDouble.empty();
  }
}
