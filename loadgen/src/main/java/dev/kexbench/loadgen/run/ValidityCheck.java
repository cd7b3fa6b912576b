package dev.kexbench.loadgen.run;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import dev.kexbench.results.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Decides whether a run is valid. Failed handshakes do not affect the verdict: they are results.
 */
public final class ValidityCheck {
  private static final double RATE_KEPT = 0.99;
  private static final long LAG_NANOS = 1_000_000;
  private static final double BUSY_SECONDS = 0.1;
  private static final double PAUSED = 0.01;
  private static final double STOLEN = 0.05;

  private final List<ValidityReason> reasons = new ArrayList<>();
  private final ValidityInputs run;

  private ValidityCheck(ValidityInputs run) {
    this.run = run;
  }

  /** The verdict, with every reason that holds. */
  public static Verdict of(ValidityInputs run) {
    ValidityCheck check = new ValidityCheck(run);
    check.counts();
    check.pace();
    check.machine();
    return Verdict.of(List.copyOf(check.reasons));
  }

  private void counts() {
    Counts counts = run.counts();
    conservation("", counts);
    run.hostile().forEach((name, each) -> conservation(" of class " + name, each));
    if (counts.established() == 0 && (counts.planned() > 0 || run.hostile().isEmpty())) {
      add(ReasonKey.NOTHING, Validity.INVALID, "no handshake was established");
    }
    exhausted(ReasonKey.PORTS, FailureCause.NO_ADDRESS, "local ports");
    exhausted(ReasonKey.DESCRIPTORS, FailureCause.NO_DESCRIPTORS, "file descriptors");
    ends();
  }

  private void ends() {
    if (run.serverEnded()) {
      add(
          ReasonKey.SERVER,
          Validity.INVALID,
          "the server exited or stopped responding during the run");
    }
    run.fault()
        .ifPresent(
            why ->
                add(ReasonKey.GENERATOR, Validity.INVALID, "the generator itself failed: %s", why));
    run.missing().forEach(line -> add(ReasonKey.AGENTS, Validity.INVALID, "%s", line));
    if (run.interrupted()) {
      add(ReasonKey.INTERRUPTED, Validity.SUSPECT, "interrupted by the user");
    }
  }

  private void conservation(String whose, Counts counts) {
    for (String broken : counts.brokenConservation()) {
      boolean cutShort = run.interrupted() || !run.missing().isEmpty();
      boolean stillClosing = cutShort && broken.startsWith("connections");
      if (!stillClosing) {
        add(ReasonKey.CONSERVATION, Validity.INVALID, "counts%s do not add up: %s", whose, broken);
      }
    }
  }

  private void exhausted(ReasonKey key, FailureCause cause, String what) {
    long count =
        Stream.concat(Stream.of(run.counts()), run.hostile().values().stream())
            .mapToLong(each -> each.failed().get(cause))
            .sum();
    if (count > 0) {
      add(key, Validity.INVALID, "%,d handshakes found no free %s on this machine", count, what);
    }
  }

  private void pace() {
    if (!run.openLoop()) {
      return;
    }
    Counts counts = run.counts();
    if (counts.started() < RATE_KEPT * counts.planned() && !run.capReached()) {
      add(
          ReasonKey.RATE,
          Validity.INVALID,
          "only %,d of %,d planned handshakes were started, although the cap was not reached",
          counts.started(),
          counts.planned());
    }
    long lag = run.lag().getValueAtPercentile(99);
    long total = run.total().getValueAtPercentile(99);
    if (lag > Math.max(LAG_NANOS, total / 10)) {
      add(
          ReasonKey.LAG,
          lag > total / 2 ? Validity.INVALID : Validity.SUSPECT,
          "the generator itself started handshakes late: lag p99 is %.2f ms of a total p99 of"
              + " %.2f ms",
          lag / 1e6,
          total / 1e6);
    }
  }

  private void machine() {
    if (run.unprepared() > 0) {
      add(
          ReasonKey.PREPARED,
          Validity.SUSPECT,
          "the OFFERs made before the run ran out: %,d were made when due, at their cost",
          run.unprepared());
    }
    if (orNone(run.ceilingShare()) > 1) {
      add(
          ReasonKey.CEILING,
          Validity.SUSPECT,
          "throughput exceeds the measured private-key ceiling (%.0f %%): the ceiling measurement was"
              + " disturbed",
          100 * run.ceilingShare());
    }
    if (run.busySeconds() > BUSY_SECONDS) {
      add(
          ReasonKey.GENERATOR_CPU,
          Validity.INVALID,
          "generator event loops were saturated in %.0f %% of the seconds: give the generator its own"
              + " cores or more event loops (-t)",
          100 * run.busySeconds());
    }
    if (run.usage().pausedShare() > PAUSED) {
      add(
          ReasonKey.GC,
          Validity.SUSPECT,
          "garbage collection stopped the generator for %.1f %% of the time",
          100 * run.usage().pausedShare());
    }
    double stolen = orNone(run.usage().stolenShare());
    double throttled = orNone(run.usage().throttledShare());
    if (stolen + throttled > STOLEN) {
      add(
          ReasonKey.STEAL,
          Validity.SUSPECT,
          "the hypervisor took %.1f %% of the CPU time, a cgroup quota %.1f %%",
          100 * stolen,
          100 * throttled);
    }
  }

  private static double orNone(Double share) {
    return share == null ? 0 : share;
  }

  private void add(ReasonKey key, Validity effect, String format, Object... values) {
    reasons.add(new ValidityReason(key, effect, String.format(Locale.ROOT, format, values)));
  }
}
