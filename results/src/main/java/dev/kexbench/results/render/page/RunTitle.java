package dev.kexbench.results.render.page;

import dev.kexbench.results.render.Headline;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.render.RepeatedRuns;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Search;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** What was measured, where and when, and what came of it, in words. */
final class RunTitle {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final LoadReport report;

  private RunTitle(LoadReport report) {
    this.report = report;
  }

  /** The title, what it ran on, and the verdict with its reasons. */
  static String of(LoadReport report) {
    RunTitle title = new RunTitle(report);
    return title.head() + title.verdict() + title.reasons();
  }

  /**
   * The same of a run that is still going on.
   *
   * @param state in place of a verdict, such as {@code measuring, second 3 of 20}
   */
  static String of(LoadReport report, String state) {
    RunTitle title = new RunTitle(report);
    String words = report.runs().get(0).timeline().isEmpty() ? state + "." : state + ": ";
    return title.head()
        + "<p class=\"verdict\"><span class=\"badge running\">RUNNING</span> %s</p>\n"
            .formatted(Html.escaped(words + title.resultSoFar()));
  }

  private String resultSoFar() {
    Run run = report.runs().get(0);
    return run.timeline().isEmpty() ? "" : Headline.sentence(run);
  }

  private String head() {
    return "<h1>" + Html.escaped(words()) + "</h1>\n" + Html.paragraph("quiet", circumstances());
  }

  /** The exchange and the load, as {@code kx1-rsa2048: 64 handshakes in flight for 20 s}. */
  private String words() {
    Run first = report.runs().get(0);
    String several = report.holdsRepeats() ? report.runs().size() + " runs with " : "";
    String load =
        report.search() == null
            ? several + load(first.plan())
            : "the highest rate that meets " + report.search().objective();
    return first.plan().exchange() + ": " + load + (first.plan().profiled() ? ", profiled" : "");
  }

  /** The load that a plan requests, as {@code 64 handshakes in flight for 20 s}. */
  static String load(Plan plan) {
    String load =
        plan.closedLoop()
            ? Numbers.whole(plan.concurrency()) + " handshakes in flight"
            : plan.rate() == null
                ? "handshakes at a rate of " + plan.changingRate() + " per second"
                : Numbers.significant(plan.rate()) + " handshakes per second";
    if (plan.count() != null) {
      return load + ", " + Numbers.whole(plan.count()) + " in all";
    }
    return plan.durationSeconds() == null
        ? load
        : load + " for " + Numbers.plain(plan.durationSeconds()) + " s";
  }

  /** Machine, date, commit and name of a report. */
  static String circumstances(LoadReport report) {
    return new RunTitle(report).circumstances();
  }

  private String circumstances() {
    Environment environment = report.environment();
    List<String> parts = new ArrayList<>();
    if (environment.cpu() != null) {
      parts.add(
          "%s with %d %s"
              .formatted(
                  environment.cpu(),
                  environment.cores(),
                  environment.cores() == 1 ? "core" : "cores"));
    }
    if (report.startedAt() != null) {
      parts.add(DAY.format(report.startedAt()));
    }
    if (environment.commit() != null) {
      boolean dirty = Boolean.TRUE.equals(environment.dirty());
      parts.add("commit " + environment.commit() + (dirty ? " with changes" : ""));
    }
    parts.add("run " + report.name());
    report.runs().stream()
        .map(Run::live)
        .filter(Objects::nonNull)
        .max(Integer::compare)
        .ifPresent(viewers -> parts.add(served(viewers)));
    return String.join(" · ", parts);
  }

  private static String served(int viewers) {
    return "served live, "
        + (viewers == 1 ? "to one viewer" : "to " + viewers + " viewers at most");
  }

  private String verdict() {
    Validity state = report.verdict().state();
    return "<p class=\"verdict\"><span class=\"badge %s\">%s</span> %s</p>\n"
        .formatted(
            style(state),
            state + (report.interrupted() ? " (interrupted)" : ""),
            Html.escaped(usable(state) + result()));
  }

  private static String usable(Validity state) {
    return switch (state) {
      case VALID -> "";
      case SUSPECT -> "Usable, subject to the caveats below: ";
      case INVALID -> "Do not use these figures, for the reasons below: ";
    };
  }

  private String result() {
    Search search = report.search();
    if (search != null) {
      return search.ratePerSecond() == null
          ? "no rate was found that meets " + search.objective() + "."
          : "%s handshakes per second is the highest rate found that meets %s."
              .formatted(Numbers.significant(search.ratePerSecond()), search.objective());
    }
    return report.runs().size() == 1
        ? Headline.sentence(report.runs().get(0))
        : severalRuns() + ".";
  }

  private String severalRuns() {
    return report.holdsRepeats()
        ? new RepeatedRuns(report).headline()
        : report.runs().size() + " runs";
  }

  private String reasons() {
    return report.verdict().reasons().stream()
        .map(RunTitle::reason)
        .collect(Collectors.joining("", "<ul>\n", "</ul>\n"))
        .replace("<ul>\n</ul>\n", "");
  }

  /** A reason with its effect, as an element of a list. */
  static String reason(ValidityReason reason) {
    return "<li><span class=\"%s\">%s</span> %s</li>\n"
        .formatted(style(reason.effect()), reason.effect(), Html.escaped(reason.text()));
  }

  /** A time as {@code 27 November 2026, 22:05 UTC}. */
  static String day(Instant time) {
    return DAY.format(time);
  }

  static String style(Validity state) {
    return switch (state) {
      case VALID -> "good";
      case SUSPECT -> "doubt";
      case INVALID -> "bad";
    };
  }
}
