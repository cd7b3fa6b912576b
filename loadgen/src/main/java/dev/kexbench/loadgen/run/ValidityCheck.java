package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.cluster.AgentResult;
import dev.kexbench.loadgen.cluster.PhaseResult;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.ResourceUsage;
import dev.kexbench.results.machine.Contention;
import dev.kexbench.results.report.CeilingShare;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import dev.kexbench.results.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides whether a run is valid, one concern after the other, each in a class of its own. Failed
 * handshakes do not affect the verdict: they are results.
 */
final class ValidityCheck {
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
    return of(plan, run, server, Optional.empty());
  }

  /** The same through an emulated network, if there is one. */
  static Verdict of(
      LoadPlan plan,
      Measurement run,
      ServerObservation server,
      Optional<NetworkObservation> network) {
    ValidityCheck check = new ValidityCheck(run.interrupted(), missing(run.agents(), run));
    CountsCheck.of(check, run.totals().counts(), run.totals().hostileCounts());
    check.server(server.ended());
    server
        .confirmed()
        .ifPresent(
            count ->
                ConfirmedCheck.of(
                    check,
                    run.totals().counts(),
                    count,
                    server.own(),
                    network.map(each -> each.lostFlights(plan, run))));
    ResumedCheck.of(check, plan, run, server);
    check.ends(run.fault());
    ScheduleCheck.lateness(check, plan, run.totals());
    ScheduleCheck.cap(check, plan, run);
    ScheduleCheck.unprepared(check, run.unprepared());
    check.ceiling(run.ceilingShare(server).map(CeilingShare::share).orElse(0.0));
    GeneratorLoad.saturation(check, run.overloadedShare());
    GeneratorLoad.busy(check, run.busyShare(), run.overloadedShare());
    LittlesLawCheck.of(check, run);
    ResourceCheck.of(check, run.usage());
    check.reasons.addAll(
        new SteadyCheck(plan, SteadyCheck.observe(run.timeline(), server)).reasons());
    check.starvation(server.machine().server(), run.usage().cores());
    network.ifPresent(each -> NetworkCheck.of(check, each.figures()));
    return check.verdict();
  }

  /** The verdict on the part of one agent. */
  static Verdict of(LoadPlan plan, AgentResult agent, Measurement run) {
    ValidityCheck check = new ValidityCheck(run.interrupted(), missing(List.of(agent), run));
    CountsCheck.of(check, agent.totals().counts(), agent.totals().hostileCounts());
    check.ends(agent.ending().flatMap(PhaseResult::fault));
    ScheduleCheck.lateness(check, plan, agent.totals());
    ScheduleCheck.unprepared(check, agent.ending().map(PhaseResult::unprepared).orElse(0L));
    LittlesLawCheck.of(check, agent);
    ResourceCheck.of(check, agent.ending().map(PhaseResult::usage).orElse(ResourceUsage.NONE));
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

  /** Checks that server and generator had their cores to themselves; each is null if unknown. */
  ValidityCheck starvation(Contention server, Contention generator) {
    reasons.addAll(StarvationCheck.of(server, generator));
    return this;
  }

  /** The verdict, with every reason that holds. */
  Verdict verdict() {
    return Verdict.of(List.copyOf(reasons));
  }

  /** Whether it ended before its time, so that connections may still be closing. */
  boolean cutShort() {
    return interrupted || !missing.isEmpty();
  }

  /** Adds a reason that a check has found. */
  void add(ReasonKey key, Validity effect, String format, Object... values) {
    reasons.add(new ValidityReason(key, effect, String.format(Locale.ROOT, format, values)));
  }
}
