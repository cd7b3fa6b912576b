package dev.kexbench.results.render;

import dev.kexbench.results.compare.Change;
import dev.kexbench.results.compare.Comparability;
import dev.kexbench.results.compare.History;
import dev.kexbench.results.compare.History.Shift;
import dev.kexbench.results.statistics.ConfidenceInterval;
import dev.kexbench.results.statistics.Estimate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** When rows changed over dated results, for a terminal. */
public final class HistoryText {
  private HistoryText() {}

  /** The history as text; every line is ended. The first line says how much changed. */
  public static String of(History history) {
    StringBuilder text = new StringBuilder(headline(history)).append('\n');
    Comparability comparability = history.comparability();
    Stream.of(
            comparability.differences().stream(),
            comparability.invalid().stream(),
            comparability.warnings().stream().map("warning: "::concat))
        .flatMap(Function.identity())
        .distinct()
        .forEach(note -> text.append("  ").append(note).append('\n'));
    TextTable table =
        new TextTable(
            2,
            List.of(
                "figure", "since", "before", "after", "change", "95 % interval", "results", ""));
    history.shifts().forEach(shift -> table.add(cells(shift)));
    return table.isEmpty() ? text.toString() : text.append('\n').append(table.text()).toString();
  }

  private static String headline(History history) {
    if (!history.comparability().comparable()) {
      return "not comparable";
    }
    List<String> names = history.names();
    String span =
        "%d results, %s to %s".formatted(names.size(), names.get(0), names.get(names.size() - 1));
    if (history.figures() == 0) {
      return span + ": too few to find a change; %d or more are needed".formatted(History.fewest());
    }
    long rows = history.shifts().stream().map(shift -> shift.before().key()).distinct().count();
    return "%s: %d of %d figures changed".formatted(span, rows, history.figures());
  }

  private static List<String> cells(Shift shift) {
    String unit = shift.before().key().unit();
    Estimate estimate = shift.change().estimate();
    ConfidenceInterval interval = estimate.interval();
    return List.of(
        ComparisonTable.name(shift.before().key()),
        shift.since(),
        Numbers.value(shift.before().value(), unit),
        Numbers.value(shift.after().value(), unit),
        Numbers.change(estimate.ratio()),
        Numbers.change(interval.low()) + " to " + Numbers.change(interval.high()),
        shift.before().sample().runs().size() + "+" + shift.after().sample().runs().size(),
        shift.change() instanceof Change.Improved ? "improved" : "regressed");
  }
}
