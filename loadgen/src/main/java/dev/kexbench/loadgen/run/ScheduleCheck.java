package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.Totals;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.report.Validity;

/** Checks that the generator made the load that the plan asks for, at the time when it was due. */
final class ScheduleCheck {
  private static final double NOT_REACHED = 0.01;
  private static final double HELD_UP = 0.001;

  private ScheduleCheck() {}

  /** Checks that handshakes started when they were due, and that all of them did. */
  static void lateness(ValidityCheck check, LoadPlan plan, Totals totals) {
    if (plan.openLoop()) {
      reached(check, totals.counts());
      GeneratorLoad.openLoopLag(check, totals.ownLag(), totals.stages().get(Stage.TOTAL));
    } else {
      GeneratorLoad.closedLoopLag(check, totals.probe(), totals.stages().get(Stage.TOTAL));
    }
  }

  /** Checks the arrivals at the limit in flight. */
  static void cap(ValidityCheck check, LoadPlan plan, Measurement run) {
    if (plan.openLoop() && run.totals().planned() > 0) {
      double share = (double) run.totals().heldUp() / run.totals().planned();
      cap(check, share, run.heldUpSince().orElse(0), plan.concurrency());
    }
  }

  /**
   * Checks that an open loop did not become a closed one.
   *
   * @param share of arrivals at the limit in flight
   * @param since the first second with such an arrival
   */
  static void cap(ValidityCheck check, double share, int since, int limit) {
    if (share > HELD_UP) {
      check.add(
          ReasonKey.CAP,
          Validity.SUSPECT,
          "%.1f %% of arrivals found %,d in flight and waited or were dropped: from second %d on"
              + " this was a closed loop; raise -c, or lower the rate",
          100 * share,
          limit,
          since + 1);
    }
  }

  /** Checks that the generator got to what was due: it was not stalled until the end. */
  static void reached(ValidityCheck check, Counts counts) {
    if (counts.notReached() > NOT_REACHED * counts.planned()) {
      check.add(
          ReasonKey.RATE,
          Validity.INVALID,
          "%,d of %,d planned handshakes were never started: the generator was stalled",
          counts.notReached(),
          counts.planned());
    }
  }

  /** Checks that no OFFER was made when due because those made before the run had run out. */
  static void unprepared(ValidityCheck check, long offers) {
    if (offers > 0) {
      check.add(
          ReasonKey.PREPARED,
          Validity.SUSPECT,
          "the OFFERs made before the run ran out: %,d were made when due, at their cost",
          offers);
    }
  }
}
