package dev.kexbench.loadgen.loadtest;

import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.results.render.Numbers;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** How long a series of load tests takes: first by its plan, then by the runs so far. */
public final class SeriesTime {
  /**
   * JVMs start, the private-key rate is measured twice, the load leads in and drains, the server
   * stops: 15 s on two cores without other work, 25 s on busy ones.
   */
  private static final Duration AROUND = Duration.ofSeconds(20);

  /** A warm-up that ends in steady state is rarely shorter. */
  private static final Duration SHORTEST_WARM_UP = Duration.ofSeconds(10);

  private final Duration measured;
  private final Duration warmup;
  private final boolean untilSettled;
  private final OptionalLong count;
  private int runs;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private int done;

  /** The time of so many runs of a plan, which begin now. */
  SeriesTime(LoadPlan plan, int runs, LongSupplier nanoTime) {
    this(plan.warmup(), plan.untilSettled(), plan.duration(), plan.count(), runs, nanoTime);
  }

  /**
   * The time of so many runs, which begin now.
   *
   * @param warmup its length, or the longest if it ends in steady state
   * @param untilSettled whether it ends in steady state
   */
  public SeriesTime(
      Duration warmup, boolean untilSettled, Duration measured, int runs, LongSupplier nanoTime) {
    this(warmup, untilSettled, measured, OptionalLong.empty(), runs, nanoTime);
  }

  private SeriesTime(
      Duration warmup,
      boolean untilSettled,
      Duration measured,
      OptionalLong count,
      int runs,
      LongSupplier nanoTime) {
    this.warmup = warmup;
    this.untilSettled = untilSettled;
    this.measured = measured;
    this.count = count;
    this.runs = runs;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
  }

  /** What the plan takes, as {@code 40 s each: about 6 min 40 s}. */
  public String expected() {
    if (count.isPresent()) {
      return Numbers.whole(count.getAsLong()) + " handshakes each";
    }
    Duration longest = AROUND.plus(warmup).plus(measured);
    if (!untilSettled) {
      return "%s each: about %s"
          .formatted(Numbers.elapsed(longest), Numbers.elapsed(longest.multipliedBy(runs)));
    }
    Duration shortest = AROUND.plus(SHORTEST_WARM_UP).plus(measured);
    return "%s to %s each, by the length of the warm-up: %s to %s"
        .formatted(
            Numbers.elapsed(shortest),
            Numbers.elapsed(longest),
            Numbers.elapsed(shortest.multipliedBy(runs)),
            Numbers.elapsed(longest.multipliedBy(runs)));
  }

  /** Adds runs that were not planned at first. */
  void expect(int more) {
    runs += more;
  }

  /** Counts a run that is over, with its repetitions. */
  public void runEnded() {
    done++;
  }

  /** What the other runs take if they are like those so far; empty before the first is over. */
  public String left() {
    if (done == 0) {
      return "";
    }
    long each = (nanoTime.getAsLong() - startNanos) / done;
    return ", about %s left".formatted(Numbers.elapsed(Duration.ofNanos(each * (runs - done))));
  }
}
