package dev.kexbench.bench.run;

import dev.kexbench.results.jmh.MeasuredRow;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.suite.Row;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * Progress of a run: prints a line for each measured row, with the approximate time left, which
 * follows the durations of the forks so far.
 */
public final class BenchProgress {
  private final PrintWriter out;
  private final LongSupplier clockNanos;
  private final Durations durations = new Durations();
  private int width;
  private long lastNanos;

  /**
   * Starts the clock.
   *
   * @param variants the variants; every row is measured on each of them, one fork at a time
   */
  public BenchProgress(
      PrintWriter out, LongSupplier clockNanos, BenchPlan plan, List<Variant> variants) {
    this.out = out;
    this.clockNanos = clockNanos;
    expect(plan, variants);
  }

  /** Adds the forks of a plan to what remains, and starts the clock of its first fork. */
  void expect(BenchPlan plan, List<Variant> variants) {
    durations.expect(plan, variants);
    width =
        plan.rows().stream()
            .flatMap(row -> variants.stream().map(variant -> label(row, variant)))
            .mapToInt(String::length)
            .reduce(width, Math::max);
    lastNanos = clockNanos.getAsLong();
  }

  void measured(Row row, Variant variant, Collection<RunResult> results) {
    line(row, variant, results.stream().map(BenchProgress::score).findFirst().orElse("no result"));
  }

  void failed(Row row, Variant variant, String reason) {
    line(row, variant, "failed");
    out.println("         " + reason);
    out.flush();
  }

  /** The two forks of a duet that do not count. */
  void dropped(Row row, double overlap) {
    out.printf(
        "         %s: this round does not count: its forks overlapped for only %.0f %% of the time%n",
        row.label(), Math.floor(100 * overlap));
    out.flush();
  }

  private static String label(Row row, Variant variant) {
    return variant.name().isEmpty() ? row.label() : row.label() + " on " + variant.name();
  }

  private void line(Row row, Variant variant, String outcome) {
    long nanos = clockNanos.getAsLong();
    durations.ended(row, variant, Duration.ofNanos(nanos - lastNanos));
    lastNanos = nanos;
    int ended = durations.ended();
    String count = "%d/%d".formatted(ended, ended + durations.remaining());
    out.printf("%7s  %-" + width + "s  %14s   %s%n", count, label(row, variant), outcome, left());
    out.flush();
  }

  private String left() {
    return durations.remaining() == 0
        ? "done"
        : durations.left().map(Numbers::elapsed).orElse("?") + " left";
  }

  /** The score; in a duet CPU time, since wall-clock time includes the other fork's turns. */
  private static String score(RunResult result) {
    boolean duet = result.getSecondaryResults().containsKey(MeasuredRow.DUET_OVERLAP);
    Result<?> shown =
        duet ? result.getSecondaryResults().get(MeasuredRow.CPU) : result.getPrimaryResult();
    return Numbers.significant(shown.getScore()) + " " + Numbers.unit(shown.getScoreUnit());
  }
}
