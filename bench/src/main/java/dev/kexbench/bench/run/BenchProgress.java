package dev.kexbench.bench.run;

import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.suite.Row;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Progress of a run: prints a line for each measured row, with the approximate time left. */
public final class BenchProgress {
  private final PrintWriter out;
  private final LongSupplier clockNanos;
  private final int steps;
  private final int width;
  private final long startNanos;
  private int done;

  /**
   * Starts the clock.
   *
   * @param variants the variants; every row is measured on each of them, one fork at a time
   */
  public BenchProgress(
      PrintWriter out, LongSupplier clockNanos, BenchPlan plan, List<Variant> variants) {
    this.out = out;
    this.clockNanos = clockNanos;
    this.steps = plan.rows().size() * variants.size() * plan.timing().forks();
    width =
        plan.rows().stream()
            .flatMap(row -> variants.stream().map(variant -> label(row, variant)))
            .mapToInt(String::length)
            .max()
            .orElse(0);
    startNanos = clockNanos.getAsLong();
  }

  void measured(Row row, Variant variant, Collection<RunResult> results) {
    line(
        label(row, variant),
        results.stream().map(BenchProgress::score).findFirst().orElse("no result"));
  }

  void failed(Row row, Variant variant, String reason) {
    line(label(row, variant), "failed");
    out.println("         " + reason);
    out.flush();
  }

  private static String label(Row row, Variant variant) {
    return variant.name().isEmpty() ? row.label() : row.label() + " on " + variant.name();
  }

  private void line(String what, String outcome) {
    done++;
    String count = "%d/%d".formatted(done, steps);
    out.printf("%7s  %-" + width + "s  %14s   %s%n", count, what, outcome, left());
    out.flush();
  }

  private String left() {
    int remaining = steps - done;
    if (remaining == 0) {
      return "done";
    }
    Duration elapsed = Duration.ofNanos(clockNanos.getAsLong() - startNanos);
    return Numbers.elapsed(elapsed.multipliedBy(remaining).dividedBy(done)) + " left";
  }

  private static String score(RunResult result) {
    Result<?> primary = result.getPrimaryResult();
    return Numbers.significant(primary.getScore()) + " " + Numbers.unit(primary.getScoreUnit());
  }
}
