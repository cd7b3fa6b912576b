package dev.kexbench.loadgen.cluster;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * A summary of what was rejected: at most one line per second, regardless of how much there is.
 * Thread-safe.
 */
final class RejectionLog {
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Consumer<String> lines;
  private final LongSupplier nanos;
  private final Map<Rejection, Long> counts = new EnumMap<>(Rejection.class);
  private long nextNanos;

  /**
   * A log without rejections.
   *
   * @param lines receives the summaries
   * @param nanos the clock, as {@link System#nanoTime}
   */
  RejectionLog(Consumer<String> lines, LongSupplier nanos) {
    this.lines = lines;
    this.nanos = nanos;
    this.nextNanos = nanos.getAsLong();
  }

  /** Counts one. */
  synchronized void add(Rejection why) {
    counts.merge(why, 1L, Long::sum);
  }

  /** Writes the summary, if there is one and a second has passed since the last. */
  synchronized void flush() {
    long now = nanos.getAsLong();
    if (now - nextNanos >= 0 && !counts.isEmpty()) {
      nextNanos = now + PERIOD_NANOS;
      flushNow();
    }
  }

  /** Writes what is left at the end. */
  synchronized void flushNow() {
    if (!counts.isEmpty()) {
      lines.accept(
          counts.entrySet().stream()
              .map(each -> each.getValue() + " " + each.getKey().what())
              .collect(Collectors.joining("; ", "rejected ", "")));
      counts.clear();
    }
  }
}
