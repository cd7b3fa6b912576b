package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Stage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * What one event loop writes of one class of clients in one phase of a run: counts, a histogram of
 * nanoseconds per stage, and one per cause of failure that occurred. Written by that loop alone;
 * read once a second by whoever gathers.
 */
public final class LoopRecorder {
  private final LoopCounters counters = new LoopCounters();
  private final Map<Stage, SingleWriterRecorder> stages = new EnumMap<>(Stage.class);
  private final Map<Stage, Histogram> lastIntervals = new EnumMap<>(Stage.class);
  private final Map<FailureCause, SingleWriterRecorder> failures = new ConcurrentHashMap<>();
  private final SingleWriterRecorder ownLag;
  private final LongAdder clientBytes = new LongAdder();
  private final LongAdder serverBytes = new LongAdder();
  private final LongAdder roundTrips = new LongAdder();
  private final List<TargetCounters> targets;
  private final long highestNanos;
  private final Predicate<FailureCause> expected;

  private Histogram lastOwnLag;

  /**
   * A ledger for latencies of up to that many nanoseconds; longer ones count as that.
   *
   * @param expected outcomes that are no failures
   */
  LoopRecorder(long highestNanos, Predicate<FailureCause> expected) {
    this(highestNanos, expected, 1);
  }

  /** The same for several servers. */
  LoopRecorder(long highestNanos, Predicate<FailureCause> expected, int targets) {
    this.highestNanos = highestNanos;
    this.targets = Stream.generate(TargetCounters::new).limit(targets).toList();
    this.expected = expected;
    ownLag = new SingleWriterRecorder(highestNanos, Recording.DIGITS);
    for (Stage stage : Stage.values()) {
      stages.put(stage, new SingleWriterRecorder(highestNanos, Recording.DIGITS));
    }
  }

  /** Another handshake is due. */
  public void planned() {
    counters.count(LoopCounters.Event.PLANNED);
  }

  /** It is due, but as many are in flight as are allowed: it waits. */
  public void heldUp() {
    counters.count(LoopCounters.Event.HELD_UP);
  }

  /** It is due, but as many are in flight as are allowed: it will not be started. */
  public void dropped() {
    counters.count(LoopCounters.Event.HELD_UP);
    counters.count(LoopCounters.Event.DROPPED);
  }

  /** It is about to be started by a schedule, this long after it was due, and had not to wait. */
  public void unhindered(long lagNanos) {
    ownLag.recordValue(inRange(lagNanos));
  }

  /** How many came when as many were in flight as are allowed. */
  long heldUpCount() {
    return counters.of(LoopCounters.Event.HELD_UP);
  }

  /** It has been started, this long after it was due. */
  public void started(long lagNanos) {
    counters.count(LoopCounters.Event.STARTED);
    spent(Stage.LAG, lagNanos);
  }

  /** Its ACK has verified and its CONFIRM is written. */
  public void established(long totalNanos, long serviceNanos) {
    counters.count(LoopCounters.Event.ESTABLISHED);
    ended(totalNanos, serviceNanos);
  }

  /** Established, it had sent and received so many bytes, and waited for so many answers. */
  public void carried(long sent, long received, int answers) {
    clientBytes.add(sent);
    serverBytes.add(received);
    roundTrips.add(answers);
  }

  /** The server of that number has established it, or it has failed there. */
  public void answeredBy(int target, Optional<FailureCause> failure) {
    TargetCounters counters = targets.get(target);
    failure.ifPresentOrElse(counters::failed, counters::established);
  }

  /** What each server has answered. */
  List<TargetCounts> targets() {
    return targets.stream().map(TargetCounters::counts).toList();
  }

  /** What all those have carried. */
  WireBytes carried() {
    return new WireBytes(clientBytes.sum(), serverBytes.sum(), roundTrips.sum());
  }

  /** It has ended in a failure, or in the refusal that its class provokes. */
  public void failed(FailureCause cause, long totalNanos, long serviceNanos) {
    if (expected.test(cause)) {
      counters.count(LoopCounters.Event.EXPECTED);
      ended(totalNanos, serviceNanos);
    } else {
      counters.count(cause);
      failures
          .computeIfAbsent(cause, none -> new SingleWriterRecorder(highestNanos, Recording.DIGITS))
          .recordValue(inRange(totalNanos));
    }
  }

  /** It has failed by taking too long, which is a latency like any other: at least this much. */
  public void timedOut(FailureCause cause, long totalNanos, long serviceNanos) {
    failed(cause, totalNanos, serviceNanos);
    ended(totalNanos, serviceNanos);
  }

  private void ended(long totalNanos, long serviceNanos) {
    spent(Stage.TOTAL, totalNanos);
    spent(Stage.SERVICE, serviceNanos);
  }

  /** An ACK came for a handshake that had been given up. */
  public void lateAck() {
    counters.count(LoopCounters.Event.LATE_ACK);
  }

  /** A connection was opened. */
  public void opened() {
    counters.count(LoopCounters.Event.OPENED);
  }

  /** A connection is gone. */
  public void closed() {
    counters.count(LoopCounters.Event.CLOSED);
  }

  /** A stage took this long. */
  public void spent(Stage stage, long nanos) {
    stages.get(stage).recordValue(inRange(nanos));
  }

  private long inRange(long nanos) {
    return Math.max(0, Math.min(nanos, highestNanos));
  }

  /** Everything counted so far. */
  public Counts counts() {
    return counters.counts();
  }

  /** Connections that are open now. */
  public long open() {
    return counters.of(LoopCounters.Event.OPENED) - counters.of(LoopCounters.Event.CLOSED);
  }

  /** What a stage has recorded since the last call; valid until the next one. */
  Histogram interval(Stage stage) {
    Histogram interval = stages.get(stage).getIntervalHistogram(lastIntervals.get(stage));
    lastIntervals.put(stage, interval);
    return interval;
  }

  /** The causes for which handshakes have failed. */
  Set<FailureCause> causes() {
    return failures.keySet();
  }

  /** Latencies from the due time of what has failed for a cause since the last call. */
  Histogram failures(FailureCause cause) {
    return failures.get(cause).getIntervalHistogram();
  }

  /** The lags of those that had not to wait, since the last call; valid until the next one. */
  Histogram ownLagInterval() {
    lastOwnLag = ownLag.getIntervalHistogram(lastOwnLag);
    return lastOwnLag;
  }
}
