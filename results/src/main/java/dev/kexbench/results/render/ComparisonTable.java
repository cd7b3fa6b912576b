package dev.kexbench.results.render;

import dev.kexbench.results.compare.Change;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.FigureKey;
import dev.kexbench.results.statistics.ConfidenceInterval;
import dev.kexbench.results.statistics.SampleSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison as a table: its cells for every format, and the table as text for a terminal. */
public final class ComparisonTable {
  /** What the cells of a row are. */
  public static final List<String> HEAD =
      List.of("figure", "base", "new", "change", "95 % interval", "p", "from", "");

  private ComparisonTable() {}

  /**
   * The comparison as text; every line is ended. The first line is the verdict; names, dates and
   * commits of the sides follow.
   */
  public static String text(Comparison comparison) {
    StringBuilder text = new StringBuilder(verdict(comparison)).append('\n');
    SideText.lines(comparison).forEach(line -> text.append("  ").append(line).append('\n'));
    notes(comparison).forEach(note -> text.append("  ").append(note).append('\n'));
    TextTable table = new TextTable(HEAD.toArray(String[]::new));
    comparison.pairs().forEach(pair -> table.add(row(pair).toArray(String[]::new)));
    return table.isEmpty() ? text.toString() : text.append('\n').append(table.text()).toString();
  }

  /** The verdict in one line. */
  public static String verdict(Comparison comparison) {
    if (!comparison.comparability().comparable()) {
      return "not comparable";
    }
    if (comparison.pairs().isEmpty()) {
      return "nothing to compare: no figure of BASE is in NEW";
    }
    long noise = comparison.count(Change.WithinNoise.class);
    String counts =
        "%d improved, %d regressed, %d equivalent within %s, %s%d undecided"
            .formatted(
                comparison.count(Change.Improved.class),
                comparison.count(Change.Regressed.class),
                comparison.count(Change.Equivalent.class),
                comparison.margin().toString().replace("%", " %"),
                noise == 0 ? "" : noise + " within this machine's noise, ",
                comparison.count(Change.Undecided.class));
    String missing =
        comparison.missing().isEmpty() ? "" : ", %d missing".formatted(comparison.missing().size());
    String invalid = comparison.comparability().invalid().isEmpty() ? "" : "NOT VALID: ";
    return invalid + counts + missing;
  }

  /** What goes below the verdict: differences, doubts, and what one side lacks. */
  public static List<String> notes(Comparison comparison) {
    return notes(comparison, "BASE", "NEW");
  }

  /** The same, with the names of the sides that lack something. */
  static List<String> notes(Comparison comparison, String base, String fresh) {
    List<String> notes = new ArrayList<>(refusals(comparison));
    if (comparison.tooFewRuns() > 0) {
      notes.addAll(moreRuns(comparison));
    }
    UnmatchedText unmatched = new UnmatchedText(comparison, base, fresh);
    notes.addAll(unmatched.missing());
    notes.addAll(unmatched.others());
    comparison.comparability().warnings().forEach(warning -> notes.add("warning: " + warning));
    return notes;
  }

  /** What too few runs cannot decide, and the commands that would decide it. */
  private static List<String> moreRuns(Comparison comparison) {
    long few = comparison.tooFewRuns();
    String needed =
        "too few runs for a verdict on %d %s: each side needs %d or more"
            .formatted(few, few == 1 ? "figure" : "figures", comparison.fewestRuns());
    if (comparison.isOfBenchmarks()) {
      return List.of(
          needed + "; 'scripts/bench --forks 7' measures 7, --against REV both builds in rounds");
    }
    return List.of(
        needed
            + "; 'scripts/loadtest --config report.json --runs 5' repeats the plan of a report 5"
            + " times, --against REV runs it for two builds in rounds",
        "a change between two single runs is judged only against known noise: give the file of"
            + " 'scripts/loadtest --config report.json --calibrate' to --noise");
  }

  /** Why the comparison is meaningless or not valid; empty if it is neither. */
  static List<String> refusals(Comparison comparison) {
    List<String> refusals = new ArrayList<>(comparison.comparability().differences());
    if (!refusals.isEmpty() && refusals.stream().noneMatch(each -> each.startsWith("kind: "))) {
      refusals.add("where that is what is being compared, give its name to --allow");
    }
    refusals.addAll(comparison.comparability().invalid());
    return refusals;
  }

  /** The cells of one figure, in the order of {@link #HEAD}. */
  public static List<String> row(Comparison.Pair pair) {
    FigureKey key = pair.base().key();
    Change change = pair.change();
    return List.of(
        name(key),
        Numbers.value(change.estimate().base(), key.unit()),
        Numbers.value(change.estimate().fresh(), key.unit()),
        change instanceof Change.Equivalent ? "~" : Numbers.change(change.estimate().ratio()),
        interval(pair),
        Double.isNaN(pair.p()) ? "" : p(pair.p()),
        evidence(change.estimate().evidence()),
        word(change));
  }

  /** The 95 % interval of a change; empty if it is unbounded. */
  public static String interval(Comparison.Pair pair) {
    ConfidenceInterval interval = pair.change().estimate().interval();
    return interval.isUnbounded()
        ? ""
        : Numbers.change(interval.low()) + " to " + Numbers.change(interval.high());
  }

  private static String p(double p) {
    return p < 0.001 ? "<0.001" : String.format(Locale.ROOT, "%.3f", p);
  }

  private static String evidence(SampleSize evidence) {
    int base = evidence.base();
    int fresh = evidence.fresh();
    String count = base == fresh ? String.valueOf(base) : base + "+" + fresh;
    return count + " " + unit(evidence, base);
  }

  private static String unit(SampleSize evidence, int count) {
    return switch (evidence.kind()) {
      case RUNS -> count == 1 ? "run" : "runs";
      case ROUNDS -> count == 1 ? "round" : "rounds";
    };
  }

  private static String word(Change change) {
    if (change instanceof Change.Improved) {
      return "improved";
    }
    if (change instanceof Change.Regressed) {
      return "regressed";
    }
    if (change instanceof Change.WithinNoise noise) {
      return "within this machine's noise, " + Numbers.percent(noise.bound());
    }
    return change instanceof Change.Undecided undecided ? doubt(undecided) : "";
  }

  private static String doubt(Change.Undecided change) {
    SampleSize evidence = change.estimate().evidence();
    int more = change.needed() - evidence.fewest();
    if (!evidence.decides()) {
      return "undecided, needs %d %s or more"
          .formatted(change.needed(), unit(evidence, change.needed()));
    }
    return change.needed() == 0
        ? "undecided"
        : "undecided, about %d more %s".formatted(more, unit(evidence, more));
  }

  /** Of a part of a key: empty if that is all that it has. */
  static String name(FigureKey key) {
    String identity = BenchmarkNames.values(BenchmarkNames.withoutPackages(key.identity()));
    return key.figure().equals("score") && !identity.isEmpty()
        ? identity
        : (identity + " " + key.figure()).strip();
  }
}
