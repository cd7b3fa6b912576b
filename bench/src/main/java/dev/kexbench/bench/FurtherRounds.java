package dev.kexbench.bench;

import dev.kexbench.bench.run.BenchPlan;
import dev.kexbench.bench.run.Rounds;
import dev.kexbench.bench.run.Variant;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.Figure;
import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.statistics.Estimate;
import dev.kexbench.results.suite.Row;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

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
      List<Row> flagged = rows(Comparison::flagged);
      if (!flagged.isEmpty()) {
        say("%s may have changed", flagged, plan.timing().forks());
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
      say("%s undecided", open, done);
      again(rounds, open, done, over);
      done *= 2;
      level /= 2;
      open = rows(FurtherRounds::open);
    }
    if (!open.isEmpty()) {
      out.printf(
          "%s still undecided after %s%n", counted(open), Numbers.elapsed(settings.atMost()));
    }
  }

  private void again(Rounds rounds, List<Row> rows, int count, BooleanSupplier stopped) {
    rounds.measureFurther(plan, rows, count, new Rounds.Further(variants, stopped));
  }

  private void say(String what, List<Row> rows, int count) {
    out.println();
    out.printf(
        what + ": measured again in %d more %s%n",
        counted(rows),
        count,
        count == 1 ? "round" : "rounds");
    out.flush();
  }

  private static String counted(List<Row> rows) {
    return rows.size() + (rows.size() == 1 ? " row" : " rows");
  }

  private static List<Figure> open(Comparison comparison) {
    return comparison.pairs().stream()
        .filter(pair -> pair.change().isOpen())
        .map(Comparison.Pair::base)
        .toList();
  }

  /** The rows of the plan that have such figures on any variant. */
  private List<Row> rows(Function<Comparison, List<Figure>> which) {
    SideBySide results = OutcomeFiles.read(variants, level);
    List<Row> rows = new ArrayList<>(plan.rows());
    List<Row> some =
        results.others().values().stream()
            .flatMap(comparison -> which.apply(comparison).stream())
            .map(figure -> Row.of(figure.key()))
            .toList();
    rows.retainAll(some);
    return rows;
  }
}
