package dev.kexbench.results.render;

import dev.kexbench.results.compare.Change;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.Comparison.Pair;
import dev.kexbench.results.statistics.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The verdict of a comparison in one word and as a sentence.
 *
 * @param word such as {@code REGRESSED}
 */
public record ComparisonSentence(String word, Tone tone, String text) {
  /** Whether it is good news. */
  public enum Tone {
    GOOD,
    DOUBT,
    BAD
  }

  /** The verdict on two sides of load tests. */
  public static ComparisonSentence of(Comparison comparison) {
    if (!comparison.comparability().comparable()) {
      return new ComparisonSentence(
          "NOT COMPARABLE",
          Tone.BAD,
          "The two sides differ in what must be equal, as listed below.");
    }
    if (comparison.pairs().isEmpty()) {
      return new ComparisonSentence(
          "NOTHING TO COMPARE", Tone.BAD, "The two sides have no figure in common.");
    }
    String text = new Counts(comparison).sentence();
    if (!comparison.comparability().invalid().isEmpty()) {
      return new ComparisonSentence(
          "NOT VALID", Tone.BAD, "Do not use this comparison, for the reasons below: " + text);
    }
    return judged(comparison, text);
  }

  private static ComparisonSentence judged(Comparison comparison, String text) {
    if (comparison.count(Change.Regressed.class) > 0) {
      return new ComparisonSentence("REGRESSED", Tone.BAD, text);
    }
    if (!comparison.missing().isEmpty()) {
      return new ComparisonSentence("INCOMPLETE", Tone.DOUBT, text);
    }
    if (comparison.count(Change.Improved.class) > 0) {
      return new ComparisonSentence("IMPROVED", Tone.GOOD, text);
    }
    return comparison.open() > 0
        ? new ComparisonSentence("UNDECIDED", Tone.DOUBT, text)
        : new ComparisonSentence("NO CHANGE", Tone.GOOD, text);
  }

  /** How many figures have which verdict, in words. */
  private record Counts(Comparison comparison) {
    String sentence() {
      if (comparison.tooFewRuns() > 0 && comparison.tooFewRuns() == judged()) {
        return "Too few runs to decide: all %d judged figures are undecided%s."
            .formatted(judged(), missing());
      }
      List<String> parts = new ArrayList<>();
      parts.add(changed());
      add(parts, Change.Equivalent.class, " equivalent within " + margin());
      add(parts, Change.WithinNoise.class, " within this machine's noise");
      add(parts, Change.Undecided.class, " undecided");
      return String.join(", ", parts) + missing() + ".";
    }

    private String missing() {
      return comparison.missing().isEmpty()
          ? ""
          : ", %d missing in the new results".formatted(comparison.missing().size());
    }

    private long judged() {
      return comparison.pairs().size() - comparison.count(Change.Unjudged.class);
    }

    private String margin() {
      return comparison.margin().toString().replace("%", " %");
    }

    private void add(List<String> parts, Class<? extends Change> kind, String what) {
      long count = comparison.count(kind);
      if (count > 0) {
        parts.add(count + what);
      }
    }

    private String changed() {
      long regressed = comparison.count(Change.Regressed.class);
      long improved = comparison.count(Change.Improved.class);
      if (regressed == 0 && improved == 0) {
        return "No detectable change in %d judged figures: none improved or regressed"
            .formatted(judged());
      }
      Class<? extends Change> kind = regressed > 0 ? Change.Regressed.class : Change.Improved.class;
      String others =
          regressed == 0
              ? "; none regressed"
              : improved == 0 ? "; none improved" : "; %d improved".formatted(improved);
      return "%d of %d judged figures %s, most clearly %s%s"
          .formatted(
              regressed > 0 ? regressed : improved,
              judged(),
              regressed > 0 ? "regressed" : "improved",
              clearest(kind),
              others);
    }

    /** The change that exceeds its noise by most. */
    private String clearest(Class<? extends Change> kind) {
      Pair clearest =
          comparison.pairs().stream()
              .filter(pair -> kind.isInstance(pair.change()))
              .max(Comparator.comparingDouble(pair -> pair.change().estimate().changeOverNoise()))
              .orElseThrow();
      Estimate estimate = clearest.change().estimate();
      return "%s (%s)"
          .formatted(FigureNames.of(clearest.base().key()), Numbers.change(estimate.ratio()));
    }
  }
}
