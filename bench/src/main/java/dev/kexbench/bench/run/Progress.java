package dev.kexbench.bench.run;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.function.LongSupplier;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** A line for each step when it is done, with about how long the others will take. */
public final class Progress {
  private final PrintWriter out;
  private final LongSupplier clockNanos;
  private final int steps;
  private final int width;
  private final long startNanos;
  private int done;

  /**
   * Starts the clock.
   *
   * @param sides if more than one, each row is measured on each of them, a fork at a time
   */
  public Progress(PrintWriter out, LongSupplier clockNanos, Plan plan, int sides) {
    this.out = out;
    this.clockNanos = clockNanos;
    this.steps = plan.rows().size() * (sides == 1 ? 1 : sides * plan.pace().forks());
    width = plan.rows().stream().mapToInt(row -> row.label().length()).max().orElse(0);
    startNanos = clockNanos.getAsLong();
  }

  void measured(Row row, Collection<RunResult> results) {
    line(row, results.stream().map(Progress::score).findFirst().orElse("no result"));
  }

  void failed(Row row) {
    line(row, "failed");
  }

  private void line(Row row, String outcome) {
    done++;
    String count = "%d/%d".formatted(done, steps);
    out.printf("%7s  %-" + width + "s  %14s   %s%n", count, row.label(), outcome, left());
    out.flush();
  }

  private String left() {
    int remaining = steps - done;
    if (remaining == 0) {
      return "done";
    }
    Duration elapsed = Duration.ofNanos(clockNanos.getAsLong() - startNanos);
    return Figures.duration(elapsed.multipliedBy(remaining).dividedBy(done)) + " left";
  }

  private static String score(RunResult result) {
    Result<?> primary = result.getPrimaryResult();
    return Figures.number(primary.getScore()) + " " + Figures.unit(primary.getScoreUnit());
  }
}
