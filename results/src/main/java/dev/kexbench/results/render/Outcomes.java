package dev.kexbench.results.render;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.Rates;
import dev.kexbench.results.report.Run;
import java.util.List;
import java.util.Map;

/** How many handshakes came to which end, and that none is unaccounted for. */
final class Outcomes {
  private Outcomes() {}

  static String of(Run run) {
    Counts counts = run.counts();
    Rates rates = run.rates();
    String whose = run.classes().isEmpty() ? "Handshakes" : "Honest clients";
    TextTable table = new TextTable(whose, "number", "per second");
    table.add("  planned", Numbers.whole(counts.planned()), rate(rates.plannedPerSecond()));
    table.add("  started", Numbers.whole(counts.started()), rate(rates.startedPerSecond()));
    table.add(
        "  established",
        Numbers.whole(counts.established() - counts.drained()),
        rate(rates.establishedPerSecond()));
    if (counts.drained() > 0) {
      table.add("  after the end", Numbers.whole(counts.drained()), "");
    }
    return table.text() + warmUp(run.plan()) + failures(run) + server(counts) + equations(counts);
  }

  private static String rate(double perSecond) {
    return Numbers.significant(perSecond);
  }

  /** How long one took that ended by itself; any other was as long as it was asked to be. */
  private static String warmUp(Plan plan) {
    return "auto".equals(plan.others().get("warmup")) && plan.warmupSeconds() != null
        ? "  before them, in no figure: %s s of warm-up\n"
            .formatted(Numbers.plain(plan.warmupSeconds()))
        : "";
  }

  private static String failures(Run run) {
    Counts counts = run.counts();
    StringBuilder text = new StringBuilder();
    for (Map.Entry<FailureCause, Long> failed : counts.failed().entrySet()) {
      if (failed.getValue() > 0) {
        FailureCause cause = failed.getKey();
        text.append(
            "  failed, %s: %s (%s)%s\n"
                .formatted(
                    cause.key(),
                    Numbers.whole(failed.getValue()),
                    cause.meaning(),
                    after(run.latency().get(cause.latencyKey()))));
      }
    }
    text.append(likely(counts));
    if (counts.lateAcks() > 0) {
      text.append(
          "  answers after their handshake's timeout: %s\n"
              .formatted(Numbers.whole(counts.lateAcks())));
    }
    return text.toString();
  }

  /** What is most likely wrong, if at least half of all handshakes failed in the same way. */
  private static String likely(Counts counts) {
    return counts.failed().entrySet().stream()
        .filter(each -> each.getValue() > 0 && 2 * each.getValue() >= counts.started())
        .findFirst()
        .flatMap(most -> most.getKey().likely())
        .map("  likely cause: %s\n"::formatted)
        .orElse("");
  }

  private static String after(Latency failures) {
    return failures == null || failures.count() == 0
        ? ""
        : ", after %s (p50) to %s (max)"
            .formatted(Numbers.duration(failures.p50()), Numbers.duration(failures.max()));
  }

  private static String server(Counts counts) {
    return counts.serverConfirmed() == null
        ? ""
        : "  confirmed by the server: %s\n".formatted(Numbers.whole(counts.serverConfirmed()));
  }

  private static String equations(Counts counts) {
    List<String> broken = counts.brokenConservation();
    if (!broken.isEmpty()) {
      return "  DOES NOT ADD UP: " + String.join("; ", broken) + "\n";
    }
    return "  adds up: %s planned = %s started%s + %s waiting\n"
            .formatted(
                Numbers.whole(counts.planned()),
                Numbers.whole(counts.started()),
                neverStarted(counts),
                Numbers.whole(counts.waiting()))
        + "           %s started = %s established + %s failed + %s in flight at the end\n"
            .formatted(
                Numbers.whole(counts.started()),
                Numbers.whole(counts.established()),
                Numbers.whole(counts.failedTotal()),
                Numbers.whole(counts.inFlight()));
  }

  private static String neverStarted(Counts counts) {
    String text = " + %s dropped".formatted(Numbers.whole(counts.dropped()));
    if (counts.abandoned() > 0) {
      text += " + %s abandoned".formatted(Numbers.whole(counts.abandoned()));
    }
    if (counts.notReached() > 0) {
      text += " + %s not reached".formatted(Numbers.whole(counts.notReached()));
    }
    return text;
  }
}
