package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.cluster.AgentResult;
import dev.kexbench.loadgen.cluster.PhaseResult;
import dev.kexbench.results.report.LittlesLaw;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Validity;

/**
 * Checks that the mean number in flight is the rate times the mean time (Little's law). Both sides
 * are of the same handshakes, each with its whole time, so that they agree exactly for any load and
 * length; what remains are clock readings that are some microseconds apart. Fewer than a hundred
 * handshakes are not judged: there, one pause between two readings could make the difference.
 */
final class LittlesLawCheck {
  private static final double DIFFERENCE = 0.05;
  private static final long FEWEST = 100;

  /** By how much the mean times may differ, however short they are. */
  private static final double READING_NANOS = 10_000;

  private LittlesLawCheck() {}

  /** The law for a run; null if no handshake has ended, or an agent's share is not complete. */
  static LittlesLaw law(Measurement run) {
    return run.isComplete() ? run.totals().littlesLaw(run.seconds()) : null;
  }

  /** The law for the part of one agent, likewise. */
  static LittlesLaw law(AgentResult agent) {
    return agent
        .ending()
        .filter(ending -> agent.lost().isEmpty())
        .map(PhaseResult::seconds)
        .map(agent.totals()::littlesLaw)
        .orElse(null);
  }

  /** Checks a run. If its generator failed, it is invalid anyway, and what it left is unknown. */
  static void of(ValidityCheck check, Measurement run) {
    if (run.fault().isEmpty()) {
      of(check, law(run));
    }
  }

  /** Checks the part of one agent, likewise. */
  static void of(ValidityCheck check, AgentResult agent) {
    if (agent.ending().flatMap(PhaseResult::fault).isEmpty()) {
      of(check, law(agent));
    }
  }

  /** Checks that nothing was lost or counted twice; null for nothing to check. */
  static void of(ValidityCheck check, LittlesLaw law) {
    if (law != null
        && law.handshakes() >= FEWEST
        && Math.abs(law.difference()) > DIFFERENCE
        && Math.abs(law.difference()) * law.meanNanos() > READING_NANOS) {
      check.add(
          ReasonKey.LITTLES_LAW,
          Validity.INVALID,
          "%.1f handshakes were in flight on average, but rate times mean time is %.1f: some were"
              + " lost or counted twice",
          law.meanInFlight(),
          law.perSecond() * law.meanNanos() / 1e9);
    }
  }
}
