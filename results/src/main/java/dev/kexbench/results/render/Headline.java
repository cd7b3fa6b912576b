package dev.kexbench.results.render;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.GeneratorDelay.Percentile;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;

/** A run in one line: what was asked for, and what came of it. */
public final class Headline {
  private Headline() {}

  /** The line, without its end. */
  public static String of(Run run) {
    return "%s%s%s, %s%s: %s"
        .formatted(
            run.label(),
            run.plan().profiled() ? " (profiled)" : "",
            run.plan().notVerified() ? " (server not verified)" : "",
            load(run.plan()),
            span(run.plan()),
            result(run));
  }

  /** The load that a plan requests: a number of handshakes in flight, or a rate. */
  static String load(Plan plan) {
    return plan.closedLoop()
        ? Numbers.whole(plan.concurrency()) + " in flight"
        : "%s/s %s".formatted(rate(plan), plan.arrivals());
  }

  private static String rate(Plan plan) {
    return plan.rate() == null ? plan.changingRate() : Numbers.significant(plan.rate());
  }

  /** The measured time or number of handshakes, as {@code ", 20 s"}; empty if unknown. */
  static String span(Plan plan) {
    if (plan.count() != null) {
      return ", " + Numbers.whole(plan.count()) + " handshakes";
    }
    return plan.durationSeconds() == null
        ? ""
        : ", " + Numbers.plain(plan.durationSeconds()) + " s";
  }

  /** The rate, the p99 and the failures. */
  static String result(Run run) {
    Latency total = run.latency(Stage.TOTAL);
    String rate = Numbers.significant(run.rates().establishedPerSecond()) + " handshakes/s";
    String delay = DelayText.mark(run.generatorDelay(), Percentile.P99);
    String p99 = total == null ? "" : ", p99 " + Numbers.duration(total.p99()) + delay;
    return rate + p99 + ", " + failures(run.counts());
  }

  /** As {@code 985 handshakes per second, 99 % of them within 83.0 ms; none failed.}. */
  public static String sentence(Run run) {
    Latency total = run.latency(Stage.TOTAL);
    return "%s handshakes per second%s; %s."
        .formatted(
            Numbers.significant(run.rates().establishedPerSecond()),
            total == null ? "" : ", 99 % of them within " + Numbers.duration(total.p99()),
            failures(run.counts()));
  }

  /** How many handshakes failed or never started, and their share. */
  static String failures(Counts counts) {
    long failed = counts.failedTotal();
    long never = counts.neverStarted();
    if (failed + never == 0) {
      return "none failed";
    }
    String started = failed == 0 ? "" : Numbers.whole(failed) + " failed";
    String others = never == 0 ? "" : Numbers.whole(never) + " never started";
    return "%s%s%s (%s)"
        .formatted(
            started,
            failed > 0 && never > 0 ? ", " : "",
            others,
            Numbers.percent(counts.errorShare()));
  }
}
