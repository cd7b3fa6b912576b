package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.SteadyStateDetector;
import dev.kexbench.results.report.Second;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The warm-up stage: shows each second, and ends in steady state if the plan says so. */
final class WarmUp {
  private static final int LAST_SECONDS = 3;

  private final LoadPlan plan;
  private final Runnable eachSecond;
  private final RunProgress progress;
  private final SteadyStateDetector detector;
  private final List<Second> seconds = new ArrayList<>();
  private boolean settled;

  /**
   * A warm-up.
   *
   * @param eachSecond work that must be warm as well
   */
  WarmUp(LoadPlan plan, Runnable eachSecond, RunProgress progress) {
    this.plan = plan;
    this.eachSecond = eachSecond;
    this.progress = progress;
    this.detector =
        plan.openLoop() ? SteadyStateDetector.ofOpenLoop() : SteadyStateDetector.ofClosedLoop();
  }

  /**
   * A warm-up that is over.
   *
   * @param length how long it was
   * @param perSecond handshakes established per second at its end
   */
  record Ended(Duration length, double perSecond) {
    /** There was none. */
    static final Ended NONE = new Ended(Duration.ZERO, 0);
  }

  /** Watches the phase until the warm-up is over; its load is still running then. */
  Ended watch(PhaseWatch phase) throws InterruptedException {
    progress.head();
    phase.watch(second -> show(second, phase), Optional.empty());
    if (plan.untilSettled()) {
      progress.say(
          "%s after %d s of warm-up"
              .formatted(settled ? "settled" : "not settled", seconds.size()));
    }
    Duration length = plan.untilSettled() ? Duration.ofSeconds(seconds.size()) : plan.warmup();
    return new Ended(length, lastPerSecond());
  }

  private double lastPerSecond() {
    return seconds.stream()
        .skip(Math.max(0, seconds.size() - LAST_SECONDS))
        .mapToLong(Second::established)
        .average()
        .orElse(0);
  }

  private void show(Second second, PhaseWatch phase) {
    progress.second("warm-up", second);
    seconds.add(second);
    eachSecond.run();
    if (plan.untilSettled() && detector.settledBy(second)) {
      settled = true;
      phase.stopEarly();
    }
  }
}
