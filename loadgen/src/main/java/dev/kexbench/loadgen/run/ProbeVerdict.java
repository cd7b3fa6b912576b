package dev.kexbench.loadgen.run;

import dev.kexbench.loadgen.plan.Objective;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Rates;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the report of a trial says about its rate. A trial that is not valid says nothing: neither
 * that the objective was met nor that it was missed.
 *
 * @param why it did not meet the objective, in a few words; null if it did
 */
record ProbeVerdict(RateSearch.Answer answer, String why) {
  private static final double STARTED = 0.99;

  /** Reasons that are the server's results; with any other one the trial shows nothing about it. */
  private static final Set<ReasonKey> SERVERS = EnumSet.of(ReasonKey.NOTHING, ReasonKey.SERVER);

  static ProbeVerdict of(LoadReport report, Objective objective) {
    if (report.interrupted()) {
      return new ProbeVerdict(RateSearch.Answer.INCONCLUSIVE, "interrupted");
    }
    Set<ReasonKey> flaws = flaws(report);
    List<String> invalid =
        flaws.stream().filter(key -> !SERVERS.contains(key)).map(ReasonKey::label).toList();
    if (!invalid.isEmpty()) {
      return new ProbeVerdict(
          RateSearch.Answer.INCONCLUSIVE, "INVALID: " + String.join(", ", invalid));
    }
    return flaws.isEmpty()
        ? of(report.runs().get(0), objective)
        : new ProbeVerdict(
            RateSearch.Answer.MISSED,
            flaws.contains(ReasonKey.SERVER) ? "the server exited" : "no handshake succeeded");
  }

  private static Set<ReasonKey> flaws(LoadReport report) {
    return report.verdict().reasons().stream()
        .filter(reason -> reason.effect() == Validity.INVALID)
        .map(ValidityReason::key)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(ReasonKey.class)));
  }

  /** The sentences that say why a trial is not valid. */
  static String invalidity(LoadReport report) {
    return report.verdict().reasons().stream()
        .filter(reason -> reason.effect() == Validity.INVALID)
        .map(ValidityReason::text)
        .collect(Collectors.joining("; "));
  }

  private static ProbeVerdict of(Run run, Objective objective) {
    List<String> broken = objective.broken(run);
    if (!broken.isEmpty()) {
      return new ProbeVerdict(RateSearch.Answer.MISSED, "misses " + String.join(", ", broken));
    }
    Rates rates = run.rates();
    double started = rates.startedPerSecond() / rates.plannedPerSecond();
    if (started < STARTED) {
      return new ProbeVerdict(
          RateSearch.Answer.MISSED,
          String.format(Locale.ROOT, "only %.1f %% started", 100 * started));
    }
    return behind(run.timeline());
  }

  /**
   * A rate above what the server can do meets an objective for as long as its queue is short: in
   * the later half of the time no fewer may end than are due, but for what chance allows, four
   * standard deviations of a Poisson process.
   */
  private static ProbeVerdict behind(List<Second> timeline) {
    List<Second> later = timeline.subList(timeline.size() / 2, timeline.size());
    long due = later.stream().mapToLong(Second::planned).sum();
    long ended = later.stream().mapToLong(each -> each.established() + each.failed()).sum();
    return timeline.size() > 1 && ended < due - 4 * Math.sqrt(due)
        ? new ProbeVerdict(
            RateSearch.Answer.MISSED,
            String.format(Locale.ROOT, "falls behind: %,d of %,d ended", ended, due))
        : new ProbeVerdict(RateSearch.Answer.MET, null);
  }

  /** Whether it makes no sense to try another rate. */
  static boolean cutShort(LoadReport report) {
    Set<ReasonKey> flaws = flaws(report);
    return report.interrupted()
        || flaws.contains(ReasonKey.SERVER)
        || flaws.contains(ReasonKey.GENERATOR);
  }
}
