package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.Change;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.Comparison.Pair;
import dev.kexbench.results.render.ComparisonTable;
import dev.kexbench.results.render.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The verdict on two sides of benchmarks, as a badge and a sentence. */
final class BenchmarkSentence {
  private static final Comparator<Pair> SIZE =
      Comparator.comparingDouble(pair -> Math.abs(pair.change().estimate().shift()));

  private final Comparison comparison;
  private final Function<Pair, String> name;

  private BenchmarkSentence(Comparison comparison, Function<Pair, String> name) {
    this.comparison = comparison;
    this.name = name;
  }

  /**
   * The verdict.
   *
   * @param name of a figure
   */
  static String of(Comparison comparison, Function<Pair, String> name) {
    BenchmarkSentence sentence = new BenchmarkSentence(comparison, name);
    Badge badge = sentence.badge();
    return "<p class=\"verdict\"><span class=\"badge %s\">%s</span> %s</p>\n"
            .formatted(badge.style(), badge.word(), Html.escaped(sentence.words()))
        + sentence.largest();
  }

  private record Badge(String word, String style) {}

  private Badge badge() {
    if (!comparison.comparability().comparable()) {
      return new Badge("NOT COMPARABLE", "bad");
    }
    if (!comparison.comparability().invalid().isEmpty()) {
      return new Badge("NOT VALID", "bad");
    }
    if (comparison.count(Change.Regressed.class) > 0) {
      return new Badge("REGRESSED", "bad");
    }
    if (comparison.pairs().isEmpty() || !comparison.missing().isEmpty()) {
      return new Badge("INCOMPLETE", "doubt");
    }
    if (comparison.open() > 0) {
      return new Badge("UNDECIDED", "doubt");
    }
    return new Badge(
        comparison.count(Change.Improved.class) > 0 ? "IMPROVED" : "UNCHANGED", "good");
  }

  private String words() {
    if (!comparison.comparability().comparable()) {
      return "The sides differ in what must be equal; nothing was compared.";
    }
    if (comparison.pairs().isEmpty()) {
      return "Nothing to compare: the sides have no figure in common.";
    }
    String doubt =
        comparison.comparability().invalid().isEmpty()
            ? ""
            : "Do not use these figures, for the reasons below: ";
    String counts = counts() + missing();
    return doubt.isEmpty() ? counts : doubt + "o" + counts.substring(1);
  }

  private String counts() {
    int all = comparison.pairs().size();
    List<String> parts = new ArrayList<>();
    for (RowState state : RowState.values()) {
      List<Pair> some = in(state);
      if (!some.isEmpty() || state == RowState.REGRESSED) {
        parts.add(part(state, some));
      }
    }
    return "Of %s, %s.".formatted(figures(all), joined(parts));
  }

  private String part(RowState state, List<Pair> some) {
    String count = some.isEmpty() ? "none" : Numbers.whole(some.size());
    String be = some.size() == 1 ? " is " : " are ";
    String margin =
        " within the margin of " + comparison.margin().toString().replace("%", "\u00a0%");
    return switch (state) {
      case REGRESSED, IMPROVED -> count + " " + state.words();
      case UNCHANGED -> count + be + state.words() + margin;
      default -> count + be + state.words();
    };
  }

  /** The largest regression and the largest improvement, of valid sides. */
  private String largest() {
    if (!comparison.comparability().invalid().isEmpty()) {
      return "";
    }
    String lines =
        Stream.of(RowState.REGRESSED, RowState.IMPROVED)
            .flatMap(state -> in(state).stream().max(SIZE).stream().map(pair -> line(state, pair)))
            .collect(Collectors.joining());
    return lines.isEmpty() ? "" : "<ul>\n" + lines + "</ul>\n";
  }

  private String line(RowState state, Pair pair) {
    List<String> cells = ComparisonTable.row(pair);
    String kind = state == RowState.REGRESSED ? "regression" : "improvement";
    return "<li>largest %s: %s, <b class=\"%s\">%s</b>, from %s to %s</li>\n"
        .formatted(
            kind,
            Html.escaped(name.apply(pair)),
            state.style(),
            unbroken(cells.get(3)),
            unbroken(cells.get(1)),
            unbroken(cells.get(2)));
  }

  private List<Pair> in(RowState state) {
    return comparison.pairs().stream().filter(pair -> RowState.of(pair.change()) == state).toList();
  }

  /** Numbers stay with their units. */
  private static String unbroken(String text) {
    return Html.escaped(text.replaceAll("(?<=\\d) (?=\\D)", "\u00a0"));
  }

  private String missing() {
    int missing = comparison.missing().size();
    return missing == 0
        ? ""
        : " %s of the base %s missing.".formatted(figures(missing), missing == 1 ? "is" : "are");
  }

  private static String figures(int count) {
    return count == 1 ? "1 figure" : Numbers.whole(count) + " figures";
  }

  /** {@code a, b and c}. */
  private static String joined(List<String> parts) {
    int last = parts.size() - 1;
    return last == 0
        ? parts.get(0)
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }
}
