package dev.kexbench.bench;

import dev.kexbench.bench.run.BenchPlan;
import dev.kexbench.bench.run.Rounds;
import dev.kexbench.bench.run.Variant;
import dev.kexbench.results.compare.FigureKey;
import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.render.FurtherRoundsText;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.statistics.Estimate;
import dev.kexbench.results.suite.Row;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Measures rows of variants again before they are compared: those that may have changed, so that a
 * chance result is not reported, and, if asked, those that are undecided, until they are decided or
 * time is up.
 *
 * <p>Each look at the results could raise a false alarm. The looks of {@code --until-decided} share
 * the level of 5 %: the first has half of it, the second a quarter, and so on. Measuring flagged
 * rows again needs no such share: it can only take an alarm back.
 */
final class FurtherRounds {
  private final BenchPlan plan;
  private final List<Variant> variants;
  private final Settings settings;
  private final PrintWriter out;
  private double level = Estimate.USUAL;

  /**
   * What is wanted.
   *
   * @param confirm whether rows that may have changed are measured again
   * @param untilDecided whether undecided rows are
   * @param atMost how long that may take; undecided rows are not measured again after it
   * @param nanoTime the clock
   */
  record Settings(boolean confirm, boolean untilDecided, Duration atMost, LongSupplier nanoTime) {}

  FurtherRounds(BenchPlan plan, List<Variant> variants, Settings settings, PrintWriter out) {
    this.plan = plan;
    this.variants = variants;
    this.settings = settings;
    this.out = out;
  }

  /** The level at which the results are to be compared. */
  double level() {
    return level;
  }

  /**
   * Measures further rounds, unless stopped.
   *
   * @param rounds that measured the plan
   */
  void measure(Rounds rounds, BooleanSupplier stopped) {
    if (settings.untilDecided()) {
      untilDecided(rounds, stopped);
    }
    if (settings.confirm() && !stopped.getAsBoolean()) {
      List<Row> flagged = rows(SideBySide::flagged);
      if (!flagged.isEmpty()) {
        out.println();
        out.println(FurtherRoundsText.confirmation(flagged.size(), "row", plan.timing().forks()));
        out.flush();
        again(rounds, flagged, plan.timing().forks(), stopped);
      }
    }
  }

  private void untilDecided(Rounds rounds, BooleanSupplier stopped) {
    long end = settings.nanoTime().getAsLong() + settings.atMost().toNanos();
    BooleanSupplier over =
        () -> stopped.getAsBoolean() || settings.nanoTime().getAsLong() - end >= 0;
    int done = plan.timing().forks();
    level /= 2;
    List<Row> open = rows(FurtherRounds::open);
    while (!open.isEmpty() && !over.getAsBoolean()) {
      out.println();
      out.println(FurtherRoundsText.undecided(open.size(), "row", done));
      out.flush();
      again(rounds, open, done, over);
      done *= 2;
      level /= 2;
      open = rows(FurtherRounds::open);
    }
    if (!open.isEmpty()) {
      out.printf(
          "%s still undecided after %s%n",
          Numbers.counted(open.size(), "row"), Numbers.elapsed(settings.atMost()));
    }
  }

  private void again(Rounds rounds, List<Row> rows, int count, BooleanSupplier stopped) {
    rounds.measureFurther(plan, rows, count, new Rounds.Further(variants, stopped));
  }

  private static Set<FigureKey> open(SideBySide results) {
    return results.others().values().stream()
        .flatMap(comparison -> comparison.pairs().stream())
        .filter(pair -> pair.change().isOpen())
        .map(pair -> pair.base().key())
        .collect(Collectors.toSet());
  }

  /** The rows of the plan that have such figures on any variant. */
  private List<Row> rows(Function<SideBySide, Set<FigureKey>> which) {
    List<Row> rows = new ArrayList<>(plan.rows());
    rows.retainAll(which.apply(OutcomeFiles.read(variants, level)).stream().map(Row::of).toList());
    return rows;
  }
}
