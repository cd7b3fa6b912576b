package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.SteadyStateDetector;
import dev.kexbench.results.report.Second;

/** Watches a warm-up second by second, and ends it early where the plan lets it. */
final class WarmUp {
  private final LoadPlan plan;
  private final PhaseWatch phase;
  private final RunProgress progress;
  private final SteadyStateDetector detector;
  private boolean settled;

  WarmUp(LoadPlan plan, PhaseWatch phase, RunProgress progress) {
    this.plan = plan;
    this.phase = phase;
    this.progress = progress;
    this.detector =
        plan.openLoop() ? SteadyStateDetector.ofOpenLoop() : SteadyStateDetector.ofClosedLoop();
  }

  void second(Second second) {
    progress.second("warm-up", second);
    if (plan.untilSettled() && detector.settledBy(second)) {
      settled = true;
      phase.stopEarly();
    }
  }

  /** Says what became of it. */
  void ended() {
    if (plan.untilSettled()) {
      progress.say(
          "%s after %d s of warm-up"
              .formatted(settled ? "settled" : "not settled", phase.timeline().size()));
    }
  }
}
