package dev.kexbench.loadgen.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The search for the highest rate that keeps a promise: doubles the rate until it breaks, halves
 * the ratio of broken to kept until they are within 5 %, and has the highest kept rate confirmed by
 * a run of full length. A rate at which the generator gives out is a limit like one that breaks the
 * promise, but {@link #generatorLimit} tells it.
 *
 * <p>A hiccup of the machine must not cost half the answer: while no limit is known, a rate that
 * breaks the promise is tried a second time before it counts, and one at which the generator gives
 * out, since that says nothing about the server, up to three times.
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

  private static final int TRIES_IF_BROKEN = 2;
  private static final int TRIES_IF_INCONCLUSIVE = 3;

  private final double startPerSecond;
  private Trial next;
  private int tries;
  private double kept;
  private double limit = Double.POSITIVE_INFINITY;
  private boolean limitIsGenerators;
  private OptionalDouble found = OptionalDouble.empty();

  /** A search that begins at this rate. */
  public RateSearch(double startPerSecond) {
    this.startPerSecond = startPerSecond;
    this.next = new Trial(startPerSecond, false);
  }

  /** What is to be tried now; empty when the search is over. */
  public Optional<Trial> next() {
    return Optional.ofNullable(next);
  }

  /** What became of {@link #next}. */
  public void tell(ProbeAnswer answer) {
    tries++;
    if (next.fullLength()) {
      confirmed(answer);
    } else if (tries >= triesFor(answer)) {
      tries = 0;
      probed(answer);
    }
  }

  private int triesFor(ProbeAnswer answer) {
    return switch (answer) {
      case MET -> 1;
      case MISSED -> Double.isInfinite(limit) ? TRIES_IF_BROKEN : 1;
      case INCONCLUSIVE -> TRIES_IF_INCONCLUSIVE;
    };
  }

  private void probed(ProbeAnswer answer) {
    if (answer == ProbeAnswer.MET) {
      kept = next.perSecond();
    } else {
      limit = next.perSecond();
      limitIsGenerators = answer == ProbeAnswer.INCONCLUSIVE;
    }
    next = afterProbe();
  }

  private Trial afterProbe() {
    if (kept == 0) {
      boolean further = limit > startPerSecond / Math.pow(STEP, HALVINGS);
      return further ? new Trial(limit / STEP, false) : null;
    }
    if (Double.isInfinite(limit)) {
      boolean further = kept < startPerSecond * Math.pow(STEP, DOUBLINGS);
      return new Trial(further ? kept * STEP : kept, !further);
    }
    return limit / kept > NEAR_ENOUGH
        ? new Trial(rounded(Math.sqrt(kept * limit)), false)
        : new Trial(kept, true);
  }

  private void confirmed(ProbeAnswer answer) {
    if (answer == ProbeAnswer.MET) {
      found = OptionalDouble.of(next.perSecond());
    }
    double lower = rounded(next.perSecond() * STEP_DOWN);
    boolean over = answer == ProbeAnswer.MET || tries == CONFIRMATIONS;
    next = over ? null : new Trial(lower, true);
  }

  /** Three digits: a rate that can be said, and 0.5 % off at most. */
  private static double rounded(double perSecond) {
    return BigDecimal.valueOf(perSecond).round(DIGITS).doubleValue();
  }

  /** The answer: the highest rate that kept the promise in a run of full length. */
  public OptionalDouble found() {
    return found;
  }

  /** The highest rate that a probe kept, confirmed or not. */
  public OptionalDouble kept() {
    return kept == 0 ? OptionalDouble.empty() : OptionalDouble.of(kept);
  }

  /** The lowest rate that was not kept. */
  public OptionalDouble limit() {
    return Double.isInfinite(limit) ? OptionalDouble.empty() : OptionalDouble.of(limit);
  }

  /** The limit where it was the generator that gave out, and not the server. */
  public OptionalDouble generatorLimit() {
    return limitIsGenerators ? limit() : OptionalDouble.empty();
  }
}
