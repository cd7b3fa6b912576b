package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.FailureCause;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The outcomes at one of several servers so far.
 *
 * @param failed by cause; only causes that have occurred
 */
public record TargetCounts(long established, Map<FailureCause, Long> failed) {
  /** Adds server by server; either list may be empty. */
  static List<TargetCounts> sum(List<TargetCounts> one, List<TargetCounts> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return IntStream.range(0, one.size()).mapToObj(i -> one.get(i).plus(other.get(i))).toList();
  }

  private TargetCounts plus(TargetCounts other) {
    Map<FailureCause, Long> sum = new EnumMap<>(FailureCause.class);
    sum.putAll(failed);
    other.failed.forEach((cause, count) -> sum.merge(cause, count, Long::sum));
    return new TargetCounts(established + other.established, sum);
  }
}
