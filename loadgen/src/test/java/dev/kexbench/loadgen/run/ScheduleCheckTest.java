package dev.kexbench.loadgen.run;

import dev.kexbench.results.report.Validity;
import org.junit.jupiter.api.Test;

/** Load that is not what the plan asks for. Each reason at its limit and just beyond it. */
class ScheduleCheckTest {
  private final Findings run = new Findings();

  @Test
  void offersThatRanOut() {
    run.unprepared = 1;
    run.assertOnly("prepared", Validity.SUSPECT);
  }

  @Test
  void arrivalsThatTheGeneratorDidNotReach() {
    run.notReached = 11;
    run.assertOnly("rate", Validity.INVALID);
  }

  @Test
  void nearlyAllArrivalsReached() {
    run.notReached = 10;
    run.assertValid();
  }

  @Test
  void arrivalsThatWaitAtTheEnd() {
    run.leaveWaiting(500);
    run.assertValid();
  }

  @Test
  void arrivalsAtTheConcurrencyLimit() {
    run.heldUpShare = 0.002;
    run.assertOnly("cap", Validity.SUSPECT);
  }

  @Test
  void aMomentAtTheConcurrencyLimit() {
    run.heldUpShare = 0.001;
    run.assertValid();
  }
}
