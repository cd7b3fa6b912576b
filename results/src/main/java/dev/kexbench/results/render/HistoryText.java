package dev.kexbench.results.render;

import dev.kexbench.results.compare.DatedResult;
import dev.kexbench.results.compare.DatedResults.Skipped;
import dev.kexbench.results.compare.FigureLine;
import dev.kexbench.results.compare.FigureLine.Shift;
import dev.kexbench.results.compare.History;
import dev.kexbench.results.compare.History.Series;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** When figures changed over dated results, for a terminal. */
public final class HistoryText {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  private HistoryText() {}

  /** The history as text; every line is ended. The first line says how much changed. */
  public static String of(History history) {
    StringBuilder text = new StringBuilder(headline(history)).append('\n');
    notes(history).forEach(note -> text.append("  ").append(note).append('\n'));
    for (Series series : history.series()) {
      TextTable table =
          new TextTable(
              2, List.of("figure", "since", "before", "after", "change", "results", "p", ""));
      series
          .changed()
          .forEach(line -> line.shifts().forEach(shift -> table.add(cells(line, shift))));
      if (!series.title().isEmpty()) {
        text.append('\n').append(heading(series)).append('\n');
      }
      series.warnings().forEach(each -> text.append("  warning: ").append(each).append('\n'));
      text.append(table.isEmpty() ? "" : "\n" + table.text());
    }
    return text.toString();
  }

  /** How many results there are, from when to when, and how many figures changed. */
  public static String headline(History history) {
    List<DatedResult> results = history.dated().results();
    if (results.isEmpty()) {
      return "no valid results";
    }
    String span =
        "%d results, %s to %s"
            .formatted(
                results.size(), results.get(0).name(), results.get(results.size() - 1).name());
    return history.figures() == 0
        ? span + ": too few to find a change; %d or more are needed".formatted(History.fewest())
        : "%s: %d of %d figures changed".formatted(span, history.changed(), history.figures());
  }

  /** What was left out, and why. */
  public static List<String> notes(History history) {
    List<String> notes = new ArrayList<>();
    if (history.few() > 0 && history.figures() > 0) {
      notes.add(
          "%s of a machine or plan with fewer than %d, too few to find a change"
              .formatted(Numbers.counted(history.few(), "result"), History.fewest()));
    }
    Skipped skipped = history.dated().skipped();
    if (skipped.invalid() > 0) {
      notes.add("skipped: %s".formatted(Numbers.counted(skipped.invalid(), "INVALID result")));
    }
    if (skipped.variants() > 0) {
      notes.add(
          "skipped: %s of another build in a run of several"
              .formatted(Numbers.counted(skipped.variants(), "result")));
    }
    if (skipped.empty() > 0) {
      notes.add(
          "skipped: %s without results".formatted(Numbers.counted(skipped.empty(), "folder")));
    }
    skipped.unreadable().forEach(reason -> notes.add("skipped: " + reason));
    return notes;
  }

  /** What a series was measured on, and how many results it has. */
  public static String heading(Series series) {
    return "%s (%s)".formatted(series.title(), Numbers.counted(series.results().size(), "result"));
  }

  /** The figure's name, as in the other tables. */
  public static String name(FigureLine line) {
    return ComparisonTable.name(line.key());
  }

  /** The first result of a level by name, commit and time: {@code run-9 (4fb3eb5, 2026-…)}. */
  public static String named(DatedResult result) {
    String commit = result.commit() == null ? "" : result.commit() + ", ";
    return "%s (%s%s)".formatted(result.name(), commit, DATE.format(result.time()));
  }

  /** When a result was measured, to the minute, in UTC: {@code 2026-11-13 09:00}. */
  public static String time(DatedResult result) {
    return DATE.format(result.time());
  }

  /** The change of a level: {@code 100 µs to 120 µs, +20.0 %, regressed}. */
  public static String change(FigureLine line, Shift shift) {
    String unit = line.key().unit();
    return "%s to %s, %s, %s"
        .formatted(
            Numbers.value(shift.before().median(), unit),
            Numbers.value(shift.after().median(), unit),
            Numbers.change(shift.ratio()),
            verdict(shift));
  }

  /** Whether it improved or regressed. */
  public static String verdict(Shift shift) {
    return shift.improved() ? "improved" : "regressed";
  }

  private static List<String> cells(FigureLine line, Shift shift) {
    String unit = line.key().unit();
    return List.of(
        name(line),
        shift.since().name(),
        Numbers.value(shift.before().median(), unit),
        Numbers.value(shift.after().median(), unit),
        Numbers.change(shift.ratio()),
        shift.before().results() + "+" + shift.after().results(),
        p(line.p()),
        verdict(shift));
  }

  /** The probability of so large a change if nothing changed. */
  public static String p(double p) {
    return p < 0.0001 ? "<0.0001" : Numbers.significant(p);
  }
}
