package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.SteadyStateDetector;
import dev.kexbench.results.report.Second;
import java.time.Duration;
import java.util.Optional;

/** The warm-up stage: shows each second, and ends in steady state if the plan says so. */
final class WarmUp {
  private final LoadPlan plan;
  private final RunProgress progress;
  private final SteadyStateDetector detector;
  private boolean settled;

  WarmUp(LoadPlan plan, RunProgress progress) {
    this.plan = plan;
    this.progress = progress;
    this.detector =
        plan.openLoop() ? SteadyStateDetector.ofOpenLoop() : SteadyStateDetector.ofClosedLoop();
  }

  /**
   * A warm-up that is over.
   *
   * @param length how long it was
   * @param running its load, if it continues
   */
  record Ended(Duration length, Optional<PhaseWatch> running) {
    /** No load is running: there was no warm-up, or it was drained. */
    static Ended drained(Duration length) {
      return new Ended(length, Optional.empty());
    }

    /** Ends load that is still running. */
    Ended drain(Duration patience) {
      running.ifPresent(phase -> phase.drain(patience, Optional.empty(), false));
      return drained(length);
    }
  }

  /** Watches the phase until the warm-up is over; its load is still running then. */
  Ended watch(PhaseWatch phase) throws InterruptedException {
    progress.head();
    phase.watch(second -> show(second, phase), Optional.empty());
    int seconds = phase.timeline().size();
    if (plan.untilSettled()) {
      progress.say(
          "%s after %d s of warm-up".formatted(settled ? "settled" : "not settled", seconds));
    }
    Duration length = plan.untilSettled() ? Duration.ofSeconds(seconds) : plan.warmup();
    return new Ended(length, Optional.of(phase));
  }

  private void show(Second second, PhaseWatch phase) {
    progress.second("warm-up", second);
    if (plan.untilSettled() && detector.settledBy(second)) {
      settled = true;
      phase.stopEarly();
    }
  }
}
