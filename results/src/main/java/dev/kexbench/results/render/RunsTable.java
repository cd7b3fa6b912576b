package dev.kexbench.results.render;

import dev.kexbench.results.report.Plan;
import dev.kexbench.results.runs.RunSummary;
import dev.kexbench.results.runs.RunSummary.Figures;
import dev.kexbench.results.runs.RunSummary.State;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Stored runs as a table, one a line, and below it what is wrong with any of them. */
public final class RunsTable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The names of the columns. */
  public static final List<String> HEAD =
      List.of("run", "UTC", "kind", "name", "tags", "exchange", "plan", "verdict", "rate", "p99");

  private static final int WORDS = 8;

  private RunsTable() {}

  /** The table of runs that commands know by their numbers, each line ended. */
  public static String of(List<RunSummary> runs) {
    return of(runs, run -> "@" + run.number());
  }

  /** The table of runs that are stored elsewhere: they have the names of their folders. */
  public static String ofElsewhere(List<RunSummary> runs) {
    return of(runs, run -> plain(run.folder().getFileName().toString()));
  }

  private static String of(List<RunSummary> runs, Function<RunSummary, String> reference) {
    TextTable table = new TextTable(WORDS, HEAD);
    runs.forEach(run -> table.add(line(reference.apply(run), run)));
    String problems =
        runs.stream()
            .filter(run -> run.problem() != null)
            .map(run -> "%s: %s\n".formatted(reference.apply(run), run.problem()))
            .collect(Collectors.joining());
    return table.text() + (problems.isEmpty() ? "" : "\n" + problems);
  }

  private static List<String> line(String reference, RunSummary run) {
    List<String> cells = new ArrayList<>(cells(run));
    cells.set(0, reference);
    return cells;
  }

  /** A run's line, with its number in front: a cell for each column. */
  public static List<String> cells(RunSummary run) {
    Figures figures = run.figures();
    return List.of(
        "@" + run.number(),
        time(run.startedAt()),
        figures.kind().toString(),
        plain(run.shortName()),
        String.join(", ", run.tags()),
        plain(exchanges(figures)),
        plain(plan(figures)),
        verdict(figures),
        figures.rate() == null ? "" : Numbers.significant(figures.rate()) + "/s",
        figures.p99() == null ? "" : Numbers.duration(figures.p99()));
  }

  static String time(Instant time) {
    return TIME.format(time);
  }

  /** Names of files may contain anything. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private static String exchanges(Figures figures) {
    List<String> all = figures.exchanges();
    return all.size() < 3
        ? String.join(", ", all)
        : "%s and %d more".formatted(all.get(0), all.size() - 1);
  }

  /** What was asked for, as {@code 64 in flight, 20 s}; empty if nothing states it. */
  static String plan(Figures figures) {
    Plan plan = figures.plan();
    String load =
        plan == null
            ? null
            : plan.objective() != null
                ? "max with " + plan.objective()
                : Headline.load(plan) + Headline.span(plan);
    return Stream.of(load, figures.work())
        .filter(Objects::nonNull)
        .collect(Collectors.joining(", "));
  }

  private static String verdict(Figures figures) {
    String state =
        figures.state().compareTo(State.INVALID) > 0
            ? figures.state().name().toLowerCase(Locale.ROOT)
            : figures.state().name();
    return figures.interrupted() ? state + ", interrupted" : state;
  }
}
