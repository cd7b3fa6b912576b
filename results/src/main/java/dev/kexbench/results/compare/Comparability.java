package dev.kexbench.results.compare;

import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether two sides may be compared.
 *
 * @param differences of machine or plan, which make a comparison meaningless
 * @param invalid why a side is not valid; empty if both are
 * @param warnings settings that should agree but are unknown, sides that are suspect, and what
 *     distinguishes rows of one side from those of the other
 */
public record Comparability(List<String> differences, List<String> invalid, List<String> warnings) {
  /** Keeps its own copies. */
  public Comparability {
    differences = List.copyOf(differences);
    invalid = List.copyOf(invalid);
    warnings = List.copyOf(warnings);
  }

  static Comparability of(ResultSet base, ResultSet fresh, AllowedDifferences allowed) {
    List<String> differences = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    if (base.kind() == fresh.kind()) {
      new SharedSettings(base, fresh, allowed).into(differences, warnings);
    } else {
      differences.add("kind: %s in BASE, %s in NEW".formatted(base.kind(), fresh.kind()));
    }
    List<String> invalid = new ArrayList<>();
    doubts("BASE", base, Validity.INVALID, invalid);
    doubts("NEW", fresh, Validity.INVALID, invalid);
    List<String> starved = allowed.coversStarved() ? warnings : invalid;
    starved("BASE", base, starved);
    starved("NEW", fresh, starved);
    doubts("BASE", base, Validity.SUSPECT, warnings);
    doubts("NEW", fresh, Validity.SUSPECT, warnings);
    if (differences.isEmpty()) {
      warnings.addAll(new UnmatchedRows(base, fresh).described());
    }
    return new Comparability(lines(differences), invalid, lines(warnings));
  }

  /** Whether the figures of the two sides have the same meaning. */
  public boolean comparable() {
    return differences.isEmpty();
  }

  /** Each in one line: values of parameters and arguments may contain any character. */
  private static List<String> lines(List<String> texts) {
    return texts.stream().map(text -> text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?")).toList();
  }

  /** Scores of benchmarks that did not get their cores are no basis for a verdict. */
  private static void starved(String side, ResultSet set, List<String> into) {
    set.verdict().reasons().stream()
        .filter(reason -> isStarved(set, reason))
        .forEach(
            reason ->
                into.add(
                    "%s is %s: %s; measure again, or allow it with --allow starved"
                        .formatted(side, reason.effect(), reason.text())));
  }

  private static boolean isStarved(ResultSet set, ValidityReason reason) {
    return set.kind() == ResultSet.Kind.JMH && reason.key() == ReasonKey.STARVED;
  }

  private static void doubts(String side, ResultSet set, Validity effect, List<String> into) {
    if (set.verdict().state() == effect && set.verdict().reasons().isEmpty()) {
      into.add("%s is %s".formatted(side, effect));
    }
    set.verdict().reasons().stream()
        .filter(reason -> reason.effect() == effect && !isStarved(set, reason))
        .forEach(reason -> into.add("%s is %s: %s".formatted(side, effect, reason.text())));
  }
}
