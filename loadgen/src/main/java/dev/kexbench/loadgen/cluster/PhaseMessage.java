package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.schedule.Ramp;
import dev.kexbench.loadgen.schedule.RateCurve;
import dev.kexbench.loadgen.schedule.Steady;
import dev.kexbench.loadgen.schedule.Steps;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The wire form of how a phase differs from the plan of its run.
 *
 * @param curve steady, ramp or steps; null for a closed loop
 * @param perSecond the curve's rates
 * @param overNanos the curve's length; 0 for a steady one
 * @param concurrency of the whole run
 * @param lengthNanos of the phase
 * @param count handshakes of the whole run, or null
 * @param repetition see {@link LoadPlan.Loops}
 */
record PhaseMessage(
    String curve,
    List<Double> perSecond,
    long overNanos,
    int concurrency,
    long lengthNanos,
    Long count,
    int repetition) {
  private static final String STEADY = "steady";
  private static final String RAMP = "ramp";
  private static final String STEPS = "steps";

  static PhaseMessage of(LoadPlan plan) {
    RateCurve rate = plan.rate().orElse(null);
    return new PhaseMessage(
        rate == null ? null : name(rate),
        rates(rate),
        overNanos(rate),
        plan.concurrency(),
        plan.duration().toNanos(),
        plan.count().isPresent() ? plan.count().getAsLong() : null,
        plan.loops().repetition());
  }

  private static String name(RateCurve rate) {
    if (rate instanceof Ramp) {
      return RAMP;
    }
    return rate instanceof Steps ? STEPS : STEADY;
  }

  private static List<Double> rates(RateCurve rate) {
    if (rate instanceof Steady steady) {
      return List.of(steady.perSecond());
    }
    if (rate instanceof Ramp ramp) {
      return List.of(ramp.fromPerSecond(), ramp.toPerSecond());
    }
    return rate instanceof Steps steps ? steps.perSecond() : List.of();
  }

  private static long overNanos(RateCurve rate) {
    if (rate instanceof Ramp ramp) {
      return ramp.over().toNanos();
    }
    return rate instanceof Steps steps ? steps.over().toNanos() : 0;
  }

  /** The plan of the run with the values of this phase. */
  LoadPlan in(LoadPlan plan) {
    return plan.phase(
            Optional.ofNullable(curve).map(this::rate),
            concurrency,
            Duration.ofNanos(lengthNanos),
            count == null ? OptionalLong.empty() : OptionalLong.of(count))
        .repeated(repetition);
  }

  private RateCurve rate(String name) {
    Duration over = Duration.ofNanos(overNanos);
    return switch (name) {
      case STEADY -> new Steady(perSecond.get(0));
      case RAMP -> new Ramp(perSecond.get(0), perSecond.get(1), over);
      case STEPS -> new Steps(perSecond, over);
      default -> throw new IllegalArgumentException("no curve of a rate: " + name);
    };
  }
}
