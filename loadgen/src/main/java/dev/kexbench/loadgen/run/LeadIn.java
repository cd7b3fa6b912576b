package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.phase.ShortPhases;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.SteadyStateDetector;
import dev.kexbench.results.report.Second;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The stage between warm-up and measured time: the load of the plan again, after the pause in which
 * the private-key rate was measured. A closed loop fills up, so that the measured time begins with
 * as many in flight as it ends with, and with latencies that are as long. JIT compilers finish what
 * the pause has brought up.
 */
final class LeadIn {
  private static final Duration SHORTEST = Duration.ofSeconds(2);

  /** How much longer it may take until the JIT compilers are done. */
  private static final Duration FOR_COMPILERS = Duration.ofSeconds(10);

  private final LoadPlan plan;
  private final Duration atLeast;
  private final RunProgress progress;
  private int seconds;

  LeadIn(LoadPlan plan, WarmUp.Ended warmUp, RunProgress progress) {
    this.plan = plan;
    this.atLeast = atLeast(plan, warmUp.perSecond());
    this.progress = progress;
  }

  /** Long enough for all that are in flight in a closed loop to end once at this rate. */
  static Duration atLeast(LoadPlan plan, double perSecond) {
    double roundSeconds = plan.openLoop() ? 0 : plan.concurrency() / Math.max(1, perSecond);
    Duration wanted = ShortPhases.of(SHORTEST).plusMillis((long) (1_000 * roundSeconds));
    return wanted.compareTo(plan.timeout()) < 0 ? wanted : plan.timeout();
  }

  /** Its load: that of the warm-up, for as long as it may last. */
  LoadPlan load() {
    Duration atMost = plan.untilSettled() ? atLeast.plus(FOR_COMPILERS) : atLeast;
    LoadPlan warming = plan.warmUpAlone();
    return warming.phase(warming.rate(), warming.concurrency(), atMost, OptionalLong.empty());
  }

  /** Watches the phase until it is over; its load is still running then. */
  void watch(PhaseWatch phase) throws InterruptedException {
    phase.watch(second -> show(second, phase), Optional.empty());
  }

  private void show(Second second, PhaseWatch phase) {
    progress.second("lead-in", second);
    seconds++;
    if (seconds >= atLeast.toSeconds() && SteadyStateDetector.isCompiled(second)) {
      phase.stopEarly();
    }
  }
}
