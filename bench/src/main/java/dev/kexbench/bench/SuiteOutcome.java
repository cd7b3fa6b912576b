package dev.kexbench.bench;

import dev.kexbench.bench.run.BenchPlan;
import dev.kexbench.bench.run.Machine;
import dev.kexbench.bench.run.Variant;
import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.jmh.ForkShares;
import dev.kexbench.results.jmh.JmhResult;
import dev.kexbench.results.jmh.JmhResults;
import dev.kexbench.results.suite.Duets;
import dev.kexbench.results.suite.ScalingTable;
import dev.kexbench.results.suite.Score;
import dev.kexbench.results.suite.ScoreTable;
import dev.kexbench.results.suite.VariantTable;
import dev.kexbench.results.suite.WarmUps;
import dev.kexbench.results.suite.WaterfallText;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text that {@code scripts/bench} prints at the end of a run. */
final class SuiteOutcome {
  private SuiteOutcome() {}

  /**
   * The text for one variant: its scores, how it scales with threads, and the waterfall.
   *
   * @param wide whether the table of exchanges has all columns
   */
  static String of(Variant variant, BenchPlan plan, Machine machine, boolean wide) {
    List<Score> scores = scores(variant, plan);
    return Stream.of(
            forks(List.of(variant)),
            ScoreTable.of(scores),
            ScalingTable.of(scores, machine.cores()).orElse(""),
            WaterfallText.of(scores, machine.cores()),
            exchanges(scores, wide))
        .filter(part -> !part.isEmpty())
        .map(part -> "\n" + part)
        .collect(Collectors.joining());
  }

  private static String exchanges(List<Score> scores, boolean wide) {
    ExchangeCosts costs = new ExchangeCosts(scores);
    return costs.isEmpty() ? "" : costs.text(wide);
  }

  /** The text for several variants: each compared with the first. */
  static String of(List<Variant> variants, SideBySide results, BenchPlan plan) {
    return "\n" + duet(variants) + forks(variants) + VariantTable.of(results, plan.rows());
  }

  /** What was judged, if it was a duet. */
  private static String duet(List<Variant> variants) {
    List<JmhResult> all =
        variants.stream()
            .flatMap(variant -> JmhResults.readFolder(variant.folder().path()).results().stream())
            .toList();
    return Duets.judged(all).map(line -> line + "\n").orElse("");
  }

  /**
   * What to know of the forks before their figures are read: those that got less than their cores,
   * and those whose warm-up ended at its limit.
   */
  static String forks(List<Variant> variants) {
    return variants.stream().map(SuiteOutcome::forks).collect(Collectors.joining());
  }

  private static String forks(Variant variant) {
    List<JmhResult> results = JmhResults.readFolder(variant.folder().path()).results();
    String name = variant.name().isEmpty() ? "" : variant.name() + ": ";
    Stream<String> starved =
        ForkShares.of(results).reason().stream()
            .map(reason -> reason.effect() + ": " + reason.text());
    return Stream.concat(starved, WarmUps.limited(results).stream())
        .map(line -> name + line + "\n")
        .collect(Collectors.joining());
  }

  /** In the plan's order, since each round has an order of its own. */
  private static List<Score> scores(Variant variant, BenchPlan plan) {
    return Score.read(variant.folder().path()).stream()
        .sorted(Comparator.comparingInt(score -> plan.rows().indexOf(score.row())))
        .toList();
  }
}
