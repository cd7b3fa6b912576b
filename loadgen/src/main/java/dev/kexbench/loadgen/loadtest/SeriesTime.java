package dev.kexbench.loadgen.loadtest;

import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.results.render.Numbers;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How long a series of load tests takes: first by its plan, then by the runs so far. */
final class SeriesTime {
  /** Two JVMs start, the private-key rate is measured twice, the load leads in and drains. */
  private static final Duration AROUND = Duration.ofSeconds(10);

  /** A warm-up that ends in steady state is rarely shorter. */
  private static final Duration SHORTEST_WARM_UP = Duration.ofSeconds(10);

  private final LoadPlan plan;
  private int runs;
  private final LongSupplier nanoTime;
  private final long startNanos;
  private int done;

  /** The time of so many runs of a plan, which begin now. */
  SeriesTime(LoadPlan plan, int runs, LongSupplier nanoTime) {
    this.plan = plan;
    this.runs = runs;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
  }

  /** What the plan takes, as {@code 40 s each: about 6 min 40 s}. */
  String expected() {
    if (plan.count().isPresent()) {
      return Numbers.whole(plan.count().getAsLong()) + " handshakes each";
    }
    Duration longest = AROUND.plus(plan.warmup()).plus(plan.duration());
    if (!plan.untilSettled()) {
      return "%s each: about %s"
          .formatted(Numbers.elapsed(longest), Numbers.elapsed(longest.multipliedBy(runs)));
    }
    Duration shortest = AROUND.plus(SHORTEST_WARM_UP).plus(plan.duration());
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
  void runEnded() {
    done++;
  }

  /** What the other runs take if they are like those so far; empty before the first is over. */
  String left() {
    if (done == 0) {
      return "";
    }
    long each = (nanoTime.getAsLong() - startNanos) / done;
    return ", about %s left".formatted(Numbers.elapsed(Duration.ofNanos(each * (runs - done))));
  }
}
