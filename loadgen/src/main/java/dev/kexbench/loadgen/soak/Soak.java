package dev.kexbench.loadgen.soak;

import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Second;
import dev.kexbench.results.report.ServerStats.Footprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The effect of a long run on a server: its footprint before and after, each after a garbage
 * collection and without open connections, and the latencies of the run's first and last fifth.
 */
record Soak(Footprint before, Footprint after, Run run) {
  private static final int PARTS = 5;

  /** Increases up to these limits are noise and do not count as growth. */
  private static final double HEAP_SHARE = 0.1;

  private static final long HEAP_BYTES = 8 << 20;
  private static final long THREADS = 2;
  private static final long DESCRIPTORS = 4;

  private static final double SLOWER = 1.5;
  private static final long SLOWER_NANOS = 2_000_000;

  /** The median of a per-second figure over the first fifth of the run, or null. */
  Long early(Function<Second, Long> figure) {
    return median(run.timeline().subList(0, part()), figure);
  }

  /** The same over the last fifth. */
  Long late(Function<Second, Long> figure) {
    int size = run.timeline().size();
    return median(run.timeline().subList(size - part(), size), figure);
  }

  private int part() {
    int size = run.timeline().size();
    return Math.min(size, Math.max(1, size / PARTS));
  }

  private static Long median(List<Second> seconds, Function<Second, Long> figure) {
    List<Long> values = seconds.stream().map(figure).filter(Objects::nonNull).sorted().toList();
    return values.isEmpty() ? null : values.get(values.size() / 2);
  }

  /** Whether both its first and its last fifth have latencies, so that they can be compared. */
  boolean hasLatencies() {
    return early(Second::p99) != null && late(Second::p99) != null;
  }

  /** A description of each figure that has grown; empty if none has. */
  List<String> growth() {
    List<String> grown = new ArrayList<>();
    long heap = after.heapBytes() - before.heapBytes();
    if (heap > Math.max(HEAP_BYTES, HEAP_SHARE * before.heapBytes())) {
      grown.add("heap");
    }
    if (after.threads() - before.threads() > THREADS) {
      grown.add("threads");
    }
    if (before.descriptors() != null && after.descriptors() - before.descriptors() > DESCRIPTORS) {
      grown.add("descriptors");
    }
    if (isSlower(Second::p50)) {
      grown.add("p50");
    }
    if (isSlower(Second::p99)) {
      grown.add("p99");
    }
    return grown;
  }

  private boolean isSlower(Function<Second, Long> figure) {
    Long early = early(figure);
    Long late = late(figure);
    return early != null && late != null && late > early * SLOWER && late - early > SLOWER_NANOS;
  }
}
