package dev.kexbench.loadgen;

import dev.kexbench.loadgen.search.Answer;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Rates;
import dev.kexbench.results.report.Reason;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.State;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the report of a rate that was tried says about the rate.
 *
 * @param why it was not kept, in a few words; null where it was
 */
record Judgement(Answer answer, String why) {
  private static final double STARTED = 0.99;

  /** What makes a run invalid and is the server's doing; all else is the generator's. */
  private static final Set<String> SERVERS = Set.of("nothing", "server");

  static Judgement of(LoadReport report, Promise promise) {
    if (report.interrupted()) {
      return new Judgement(Answer.UNBELIEVABLE, "interrupted");
    }
    List<String> flaws = flaws(report);
    List<String> generators = flaws.stream().filter(key -> !SERVERS.contains(key)).toList();
    if (!generators.isEmpty()) {
      return new Judgement(
          Answer.UNBELIEVABLE, "generator gave out: " + String.join(", ", generators));
    }
    return flaws.isEmpty()
        ? of(report.runs().get(0), promise)
        : new Judgement(Answer.BROKEN, flaws.contains("server") ? "server ended" : "none worked");
  }

  private static List<String> flaws(LoadReport report) {
    return report.verdict().reasons().stream()
        .filter(reason -> reason.effect() == State.INVALID)
        .map(Reason::key)
        .collect(Collectors.toList());
  }

  private static Judgement of(Run run, Promise promise) {
    List<String> broken = promise.broken(run);
    if (!broken.isEmpty()) {
      return new Judgement(Answer.BROKEN, "breaks " + String.join(", ", broken));
    }
    Rates rates = run.rates();
    double started = rates.startedPerSecond() / rates.plannedPerSecond();
    return started < STARTED
        ? new Judgement(
            Answer.BROKEN, String.format(Locale.ROOT, "only %.1f %% started", 100 * started))
        : new Judgement(Answer.KEPT, null);
  }

  /** Whether it makes no sense to try another rate. */
  static boolean cutShort(LoadReport report) {
    List<String> flaws = flaws(report);
    return report.interrupted() || flaws.contains("server") || flaws.contains("generator");
  }
}
