package dev.kexbench.loadgen;

import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.Settling;
import dev.kexbench.results.report.Second;

/** Watches a warm-up second by second, and ends it early where the plan lets it. */
final class WarmUp {
  private final LoadPlan plan;
  private final Phase phase;
  private final Progress progress;
  private final Settling settling;
  private boolean settled;

  WarmUp(LoadPlan plan, Phase phase, Progress progress) {
    this.plan = plan;
    this.phase = phase;
    this.progress = progress;
    this.settling = plan.openLoop() ? Settling.ofOpenLoop() : Settling.ofClosedLoop();
  }

  void second(Second second) {
    progress.second("warm-up", second);
    if (plan.untilSettled() && settling.settledBy(second)) {
      settled = true;
      phase.enough();
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
