package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.cluster.AgentResult;
import dev.kexbench.loadgen.cluster.PhaseResult;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.ResourceUsage;
import dev.kexbench.loadgen.record.Totals;
import dev.kexbench.results.machine.Contention;
import dev.kexbench.results.report.CeilingShare;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import dev.kexbench.results.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether a run is valid, one concern after the other. Failed handshakes do not affect the
 * verdict: they are results.
 */
final class ValidityCheck {
  private static final double NOT_CONFIRMED = 0.001;
  private static final double NOT_REACHED = 0.01;
  private static final double HELD_UP = 0.001;
  private static final double PAUSED = 0.01;
  private static final double STOLEN = 0.05;

  private final List<ValidityReason> reasons = new ArrayList<>();
  private final boolean interrupted;
  private final List<String> missing;

  /**
   * A check without a reason so far.
   *
   * @param interrupted whether the user stopped the run
   * @param missing a line for each agent that was lost
   */
  ValidityCheck(boolean interrupted, List<String> missing) {
    this.interrupted = interrupted;
    this.missing = missing;
  }

  /** The verdict on a run of this plan. */
  static Verdict of(LoadPlan plan, Measurement run, ServerObservation server) {
    ValidityCheck check = new ValidityCheck(run.interrupted(), missing(run.agents(), run));
    check.counts(run.totals().counts(), run.totals().hostileCounts());
    check.server(server.ended());
    server
        .confirmed()
        .ifPresent(count -> check.confirmed(run.totals().counts(), count, server.own()));
    check.ends(run.fault());
    check.lateness(plan, run.totals());
    check.cap(plan, run);
    check.unprepared(run.unprepared());
    check.ceiling(run.ceilingShare(server).map(CeilingShare::share).orElse(0.0));
    GeneratorLoad.saturation(check, run.overloadedShare());
    GeneratorLoad.busy(check, run.busyShare(), run.overloadedShare());
    LittlesLawCheck.of(check, run);
    check.resources(run.usage());
    check.reasons.addAll(
        new SteadyCheck(plan, SteadyCheck.observe(run.timeline(), server)).reasons());
    check.starvation(server.machine().server(), run.usage().cores());
    return check.verdict();
  }

  /** The verdict on the part of one agent. */
  static Verdict of(LoadPlan plan, AgentResult agent, Measurement run) {
    ValidityCheck check = new ValidityCheck(run.interrupted(), missing(List.of(agent), run));
    check.counts(agent.totals().counts(), agent.totals().hostileCounts());
    check.ends(agent.ending().flatMap(PhaseResult::fault));
    check.lateness(plan, agent.totals());
    check.unprepared(agent.ending().map(PhaseResult::unprepared).orElse(0L));
    LittlesLawCheck.of(check, agent);
    check.resources(agent.ending().map(PhaseResult::usage).orElse(ResourceUsage.NONE));
    check.starvation(null, agent.ending().map(ending -> ending.usage().cores()).orElse(null));
    return check.verdict();
  }

  private static List<String> missing(List<AgentResult> some, Measurement run) {
    return some.stream()
        .filter(each -> each.lost().isPresent())
        .map(
            each ->
                String.format(
                    Locale.ROOT,
                    "agent %s, %.0f %% of the plan, is missing since second %.0f: %s",
                    each.name(),
                    100.0 / run.agents().size(),
                    each.heardSeconds(),
                    each.lost().get()))
        .toList();
  }

  /**
   * Checks that every handshake and connection is accounted for.
   *
   * @param hostile counts of the classes that are not honest, by name
   */
  ValidityCheck counts(Counts counts, Map<String, Counts> hostile) {
    conservation("", counts);
    hostile.forEach((name, each) -> conservation(" of class " + name, each));
    if (counts.established() == 0 && (counts.planned() > 0 || hostile.isEmpty())) {
      add(ReasonKey.NOTHING, Validity.INVALID, "no handshake was established");
    }
    List<Counts> all = new ArrayList<>(hostile.values());
    all.add(counts);
    exhausted(ReasonKey.PORTS, count(all, FailureCause.NO_ADDRESS), "local ports");
    exhausted(ReasonKey.DESCRIPTORS, count(all, FailureCause.NO_DESCRIPTORS), "file descriptors");
    return this;
  }

  private void conservation(String whose, Counts counts) {
    for (String broken : counts.brokenConservation()) {
      boolean cutShort = interrupted || !missing.isEmpty();
      boolean stillClosing = cutShort && broken.startsWith("connections");
      if (!stillClosing) {
        add(ReasonKey.CONSERVATION, Validity.INVALID, "counts%s do not add up: %s", whose, broken);
      }
    }
  }

  private static long count(List<Counts> all, FailureCause cause) {
    return all.stream().mapToLong(each -> each.failed().get(cause)).sum();
  }

  private void exhausted(ReasonKey key, long count, String what) {
    if (count > 0) {
      add(key, Validity.INVALID, "%,d handshakes found no free %s on this machine", count, what);
    }
  }

  /** Checks that the server lasted to the end. */
  ValidityCheck server(boolean ended) {
    if (ended) {
      add(
          ReasonKey.SERVER,
          Validity.INVALID,
          "the server exited or stopped responding during the run");
    }
    return this;
  }

  /**
   * Checks that the server has confirmed what the clients have established.
   *
   * @param own whether the server has no other clients than those of this run
   */
  ValidityCheck confirmed(Counts counts, long confirmed, boolean own) {
    long difference = Math.abs(confirmed - counts.established());
    if (difference > NOT_CONFIRMED * counts.established()) {
      String cause =
          confirmed > counts.established()
              ? "other clients use the server, or it counts wrongly"
              : "it does not verify every CONFIRM, or its statistics belong to another server";
      add(
          ReasonKey.CONFIRMED,
          own ? Validity.INVALID : Validity.SUSPECT,
          "the server confirmed %,d handshakes, but the clients established %,d%s",
          confirmed,
          counts.established(),
          own ? "" : ": " + cause);
    }
    return this;
  }

  /**
   * Checks that the generator and every agent lasted to the end.
   *
   * @param fault an error of the generator itself
   */
  ValidityCheck ends(Optional<String> fault) {
    fault.ifPresent(
        why -> add(ReasonKey.GENERATOR, Validity.INVALID, "the generator itself failed: %s", why));
    missing.forEach(line -> add(ReasonKey.AGENTS, Validity.INVALID, "%s", line));
    if (interrupted) {
      add(ReasonKey.INTERRUPTED, Validity.SUSPECT, "interrupted by the user");
    }
    return this;
  }

  private void lateness(LoadPlan plan, Totals totals) {
    if (plan.openLoop()) {
      reached(totals.counts());
      GeneratorLoad.openLoopLag(this, totals.ownLag(), totals.stages().get(Stage.TOTAL));
    } else {
      GeneratorLoad.closedLoopLag(this, totals.probe(), totals.stages().get(Stage.TOTAL));
    }
  }

  private void cap(LoadPlan plan, Measurement run) {
    if (plan.openLoop() && run.totals().planned() > 0) {
      double share = (double) run.totals().heldUp() / run.totals().planned();
      cap(share, run.heldUpSince().orElse(0), plan.concurrency());
    }
  }

  /**
   * Checks that an open loop did not become a closed one.
   *
   * @param share of arrivals at the limit in flight
   * @param since the first second with such an arrival
   */
  ValidityCheck cap(double share, int since, int limit) {
    if (share > HELD_UP) {
      add(
          ReasonKey.CAP,
          Validity.SUSPECT,
          "%.1f %% of arrivals found %,d in flight and waited or were dropped: from second %d on"
              + " this was a closed loop; raise -c, or lower the rate",
          100 * share,
          limit,
          since + 1);
    }
    return this;
  }

  /** Checks that the generator got to what was due: it was not stalled until the end. */
  ValidityCheck reached(Counts counts) {
    if (counts.notReached() > NOT_REACHED * counts.planned()) {
      add(
          ReasonKey.RATE,
          Validity.INVALID,
          "%,d of %,d planned handshakes were never started: the generator was stalled",
          counts.notReached(),
          counts.planned());
    }
    return this;
  }

  /** Checks that no OFFER was made when due because those made before the run had run out. */
  ValidityCheck unprepared(long offers) {
    if (offers > 0) {
      add(
          ReasonKey.PREPARED,
          Validity.SUSPECT,
          "the OFFERs made before the run ran out: %,d were made when due, at their cost",
          offers);
    }
    return this;
  }

  /** Checks the share of the server's private-key rate that was reached; 0 if it has none. */
  ValidityCheck ceiling(double share) {
    if (share > 1) {
      add(
          ReasonKey.CEILING,
          Validity.SUSPECT,
          "throughput exceeds the measured private-key ceiling (%.0f %%): the ceiling measurement"
              + " was disturbed",
          100 * share);
    }
    return this;
  }

  /** Checks that neither the JVM nor the machine withheld CPU time from the generator. */
  ValidityCheck resources(ResourceUsage usage) {
    if (usage.pausedShare() > PAUSED) {
      add(
          ReasonKey.GC,
          Validity.SUSPECT,
          "garbage collection stopped the generator for %.1f %% of the time",
          100 * usage.pausedShare());
    }
    double stolen = orNone(usage.stolenShare());
    double throttled = orNone(usage.throttledShare());
    if (stolen + throttled > STOLEN) {
      add(
          ReasonKey.STEAL,
          Validity.SUSPECT,
          "the hypervisor took %.1f %% of the CPU time, a cgroup quota %.1f %%",
          100 * stolen,
          100 * throttled);
    }
    return this;
  }

  /** Checks that server and generator had their cores to themselves; each is null if unknown. */
  ValidityCheck starvation(Contention server, Contention generator) {
    reasons.addAll(StarvationCheck.of(server, generator));
    return this;
  }

  private static double orNone(Double share) {
    return share == null ? 0 : share;
  }

  /** The verdict, with every reason that holds. */
  Verdict verdict() {
    return Verdict.of(List.copyOf(reasons));
  }

  /** Adds a reason that a check has found. */
  void add(ReasonKey key, Validity effect, String format, Object... values) {
    reasons.add(new ValidityReason(key, effect, String.format(Locale.ROOT, format, values)));
  }
}
