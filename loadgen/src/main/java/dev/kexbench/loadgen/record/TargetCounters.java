package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.FailureCause;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** The counts of one event loop for one of several servers: one thread writes, any may read. */
final class TargetCounters {
  /** By failure cause; the last element counts established handshakes. */
  private final AtomicLongArray counts = new AtomicLongArray(FailureCause.values().length + 1);

  void established() {
    add(FailureCause.values().length);
  }

  void failed(FailureCause cause) {
    add(cause.ordinal());
  }

  private void add(int index) {
    counts.lazySet(index, counts.get(index) + 1);
  }

  TargetCounts counts() {
    Map<FailureCause, Long> failed = new EnumMap<>(FailureCause.class);
    for (FailureCause cause : FailureCause.values()) {
      long count = counts.get(cause.ordinal());
      if (count > 0) {
        failed.put(cause, count);
      }
    }
    return new TargetCounts(counts.get(FailureCause.values().length), failed);
  }
}
