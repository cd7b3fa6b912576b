package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.SteadyStateDetector;
import dev.kexbench.loadgen.schedule.Steady;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.ServerStats;
import dev.kexbench.results.report.SteadyState;
import dev.kexbench.results.report.SteadyState.Third;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Checks whether a run was in steady state: that neither the server still became faster while it
 * was measured, nor the host changed its speed. Differences that chance or the resolution of the
 * CPU time explains do not count.
 */
final class SteadyCheck {
  private static final int SHORTEST = 6;
  private static final double DIFFERENCE = 0.05;

  /** How many standard deviations of a Poisson count are explained by chance. */
  private static final double CHANCE = 3;

  /** The resolution of a process' CPU time, at the start and at the end of a third. */
  private static final double TICKS_MICROS = 20_000;

  private final LoadPlan plan;
  private final SteadyState state;
  private final List<ValidityReason> reasons = new ArrayList<>();

  SteadyCheck(LoadPlan plan, SteadyState state) {
    this.plan = plan;
    this.state = state;
  }

  /** What a run shows of its steadiness. */
  static SteadyState observe(List<Second> timeline, ServerObservation server) {
    int third = timeline.size() / 3;
    boolean tooShort = timeline.size() < SHORTEST;
    Double jit = sum(timeline, Second::serverJit);
    Double cpu = sum(timeline, Second::serverCpu);
    return new SteadyState(
        tooShort ? null : third(timeline.subList(0, third)),
        tooShort ? null : third(timeline.subList(timeline.size() - third, timeline.size())),
        jit == null || cpu == null || cpu == 0 ? null : Double.valueOf(jit / cpu),
        perCore(server.ceilings().before()),
        perCore(server.ceilings().after()));
  }

  private static Double perCore(Optional<ServerStats.Ceiling> ceiling) {
    return ceiling.map(ServerStats.Ceiling::operationsPerSecondPerCore).orElse(null);
  }

  private static Third third(List<Second> seconds) {
    long planned = seconds.stream().mapToLong(Second::planned).sum();
    long established = seconds.stream().mapToLong(Second::established).sum();
    Double cpu = sum(seconds, Second::serverCpu);
    return new Third(
        seconds.size(),
        planned,
        established,
        cpu == null || established == 0 ? null : Double.valueOf(1e6 * cpu / established));
  }

  /** The sum over all seconds; null if it is unknown for one of them. */
  private static Double sum(List<Second> seconds, Function<Second, Double> figure) {
    return seconds.isEmpty() || seconds.stream().map(figure).anyMatch(Objects::isNull)
        ? null
        : Double.valueOf(seconds.stream().mapToDouble(figure::apply).sum());
  }

  /** The reasons why the run is suspect; none if it was steady, or if nothing is known. */
  List<ValidityReason> reasons() {
    boolean constant = plan.rate().map(curve -> curve instanceof Steady).orElse(true);
    if (state.first() != null && constant) {
      rate(state.first(), state.last());
      cost(state.first(), state.last());
    }
    if (state.serverJitShare() != null
        && state.serverJitShare() > SteadyStateDetector.HIGHEST_JIT_SHARE) {
      add(
          ReasonKey.STEADY,
          "JIT compilers used %.1f %% of the server's CPU time: it was not warm; warm up longer (-w)",
          100 * state.serverJitShare());
    }
    hostSpeed(state.privateKeyBefore(), state.privateKeyAfter());
    return reasons;
  }

  /** In an open loop the schedule sets the rate, so what counts is the share of what was due. */
  private void rate(Third first, Third last) {
    double before = plan.openLoop() ? share(first) : first.perSecond();
    double after = plan.openLoop() ? share(last) : last.perSecond();
    if (apart(before, after) > Math.max(DIFFERENCE, chance(first, last))) {
      add(
          ReasonKey.STEADY,
          "%,.0f/s in the first %d s, %,.0f/s in the last %d s: the rate was not steady",
          first.perSecond(),
          first.seconds(),
          last.perSecond(),
          last.seconds());
    }
  }

  private void cost(Third first, Third last) {
    if (first.serverCpuMicros() == null || last.serverCpuMicros() == null) {
      return;
    }
    double leastMicros =
        Math.min(
            first.serverCpuMicros() * first.established(),
            last.serverCpuMicros() * last.established());
    double explained = chance(first, last) + TICKS_MICROS / leastMicros;
    if (apart(first.serverCpuMicros(), last.serverCpuMicros()) > Math.max(DIFFERENCE, explained)) {
      add(
          ReasonKey.STEADY,
          "the server's CPU time per handshake was %s in the first %d s, %s in the last %d s",
          Numbers.duration(1e3 * first.serverCpuMicros()),
          first.seconds(),
          Numbers.duration(1e3 * last.serverCpuMicros()),
          last.seconds());
    }
  }

  private void hostSpeed(Double before, Double after) {
    if (before != null && after != null && apart(before, after) > DIFFERENCE) {
      add(
          ReasonKey.HOST_SPEED,
          "one core did %,.0f private-key operations per second before the run and %,.0f after it:"
              + " the host changed its speed",
          before,
          after);
    }
  }

  private static double share(Third third) {
    return third.planned() == 0 ? 0 : (double) third.established() / third.planned();
  }

  private static double chance(Third first, Third last) {
    return CHANCE / Math.sqrt(Math.max(1, Math.min(first.established(), last.established())));
  }

  private static double apart(double one, double other) {
    double mean = (one + other) / 2;
    return mean == 0 ? 0 : Math.abs(one - other) / mean;
  }

  private void add(ReasonKey key, String format, Object... values) {
    reasons.add(
        new ValidityReason(key, Validity.SUSPECT, String.format(Locale.ROOT, format, values)));
  }
}
