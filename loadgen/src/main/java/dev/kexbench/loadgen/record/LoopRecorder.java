package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Stage;
import java.util.Collection;
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

/**
 * What one event loop records for one class of clients in one phase of a run: counts, a histogram
 * in nanoseconds per stage, and one per failure cause. A histogram that is not used occupies
 * nothing. Only that event loop writes; another thread reads once a second.
 */
public final class LoopRecorder {
  private final LoopCounters counters = new LoopCounters();
  private final Map<Stage, IntervalRecorder> stages = new EnumMap<>(Stage.class);
  private final Map<FailureCause, IntervalRecorder> failures = new ConcurrentHashMap<>();
  private final IntervalRecorder ownLag;
  private final LongAdder clientBytes = new LongAdder();
  private final LongAdder serverBytes = new LongAdder();
  private final LongAdder roundTrips = new LongAdder();
  private final LongAdder failedNanos = new LongAdder();
  private final ResumptionRecorder resumption;
  private final InFlightIntegral inFlight = new InFlightIntegral();
  private final List<TargetCounters> targets;
  private final long highestNanos;
  private final Predicate<FailureCause> expected;

  /**
   * A recorder for latencies of up to that many nanoseconds; longer ones are clamped.
   *
   * @param expected outcomes that are not failures
   */
  LoopRecorder(long highestNanos, Predicate<FailureCause> expected) {
    this(highestNanos, expected, 1);
  }

  /** The same for several servers. */
  LoopRecorder(long highestNanos, Predicate<FailureCause> expected, int targets) {
    this.highestNanos = highestNanos;
    this.targets = Stream.generate(TargetCounters::new).limit(targets).toList();
    this.expected = expected;
    this.resumption = new ResumptionRecorder(highestNanos);
    ownLag = new IntervalRecorder(highestNanos);
    for (Stage stage : Stage.values()) {
      stages.put(stage, new IntervalRecorder(highestNanos));
    }
  }

  /** Another handshake is due. */
  public void planned() {
    counters.count(LoopCounters.Event.PLANNED);
  }

  /** It is due at the in-flight limit, and waits. */
  public void heldUp() {
    counters.count(LoopCounters.Event.HELD_UP);
  }

  /**
   * It is due at the in-flight limit, and is dropped. This is also recorded as a latency: a client
   * that gets no reply waits until its timeout.
   */
  public void dropped(long timeoutNanos) {
    counters.count(LoopCounters.Event.HELD_UP);
    counters.count(LoopCounters.Event.DROPPED);
    spent(Stage.TOTAL, timeoutNanos);
  }

  /** It has waited for a slot until its timeout, which is also recorded as its latency. */
  public void abandoned(long timeoutNanos) {
    counters.count(LoopCounters.Event.ABANDONED);
    spent(Stage.TOTAL, timeoutNanos);
  }

  /** It was due by the schedule, but the generator did not get to it before the end. */
  public void notReached() {
    counters.count(LoopCounters.Event.PLANNED);
    counters.count(LoopCounters.Event.NOT_REACHED);
  }

  /** An open loop is about to start it, this long after it was due; it did not wait for a slot. */
  public void unhindered(long lagNanos) {
    ownLag.record(lagNanos);
  }

  /** How many arrivals were at the in-flight limit. */
  long heldUpCount() {
    return counters.of(LoopCounters.Event.HELD_UP);
  }

  /** It has been started, this long after it was due. */
  public void started(long lagNanos) {
    counters.count(LoopCounters.Event.STARTED);
    spent(Stage.LAG, lagNanos);
  }

  /** It is about to be started: it is in flight from now on. */
  public void entered(long nowNanos) {
    inFlight.entered(nowNanos);
  }

  /**
   * It is not in flight any more.
   *
   * @param endNanos the time of its outcome, which may be earlier; its start if it has none
   */
  public void left(long nowNanos, long endNanos) {
    inFlight.left(nowNanos, endNanos);
  }

  /** How long handshakes were in flight; complete once none is. */
  TimeInFlight timeInFlight() {
    return new TimeInFlight(inFlight.nanos(), failedNanos.sum());
  }

  /** Its ACK is verified and its CONFIRM is written. */
  public void established(long totalNanos, long serviceNanos) {
    counters.count(LoopCounters.Event.ESTABLISHED);
    ended(totalNanos, serviceNanos);
  }

  /** Bytes that an established handshake sent and received, and replies that it waited for. */
  public void carried(long sent, long received, int answers) {
    clientBytes.add(sent);
    serverBytes.add(received);
    roundTrips.add(answers);
  }

  /** The recorder that tells full and resumed handshakes apart, for clients that return. */
  public ResumptionRecorder resumption() {
    return resumption;
  }

  /** It was established by the server with that index, or failed there. */
  public void answeredBy(int target, Optional<FailureCause> failure) {
    TargetCounters counters = targets.get(target);
    failure.ifPresentOrElse(counters::failed, counters::established);
  }

  /** Outcomes by server. */
  List<TargetCounts> targets() {
    return targets.stream().map(TargetCounters::counts).toList();
  }

  /** Bytes and round trips of all established handshakes. */
  WireBytes carried() {
    return new WireBytes(clientBytes.sum(), serverBytes.sum(), roundTrips.sum());
  }

  /** It has ended in a failure, or in an outcome that is expected of its class. */
  public void failed(FailureCause cause, long totalNanos, long serviceNanos) {
    if (expected.test(cause)) {
      counters.count(LoopCounters.Event.EXPECTED);
      ended(totalNanos, serviceNanos);
    } else {
      failedNanos.add(serviceNanos);
      count(cause, totalNanos);
    }
  }

  private void count(FailureCause cause, long totalNanos) {
    counters.count(cause);
    failures.computeIfAbsent(cause, none -> new IntervalRecorder(highestNanos)).record(totalNanos);
  }

  /** It has timed out. This is also recorded as a latency: it took at least this long. */
  public void timedOut(FailureCause cause, long totalNanos, long serviceNanos) {
    if (expected.test(cause)) {
      counters.count(LoopCounters.Event.EXPECTED);
    } else {
      count(cause, totalNanos);
    }
    ended(totalNanos, serviceNanos);
  }

  private void ended(long totalNanos, long serviceNanos) {
    spent(Stage.TOTAL, totalNanos);
    spent(Stage.SERVICE, serviceNanos);
  }

  /** An ACK arrived for a handshake that had timed out. */
  public void lateAck() {
    counters.count(LoopCounters.Event.LATE_ACK);
  }

  /** A connection was opened. */
  public void opened() {
    counters.count(LoopCounters.Event.OPENED);
  }

  /** A connection was closed. */
  public void closed() {
    counters.count(LoopCounters.Event.CLOSED);
  }

  /** A stage took this long. */
  public void spent(Stage stage, long nanos) {
    stages.get(stage).record(nanos);
  }

  /** The counts so far. */
  public Counts counts() {
    return counters.counts();
  }

  /** Connections that are open now. */
  public long open() {
    return counters.open();
  }

  /** Adds the latencies of a stage since the last call to a sum. */
  void addTo(Histogram sum, Stage stage, IntervalRecorder.Spare spare) {
    stages.get(stage).addTo(sum, spare);
  }

  /** The causes for which handshakes have failed. */
  Set<FailureCause> causes() {
    return failures.keySet();
  }

  /** Adds the latencies from the due time of failures with that cause since the last call. */
  void addFailuresTo(Histogram sum, FailureCause cause, IntervalRecorder.Spare spare) {
    failures.get(cause).addTo(sum, spare);
  }

  /** Adds the start lags without a wait for a slot, since the last call. */
  void addOwnLagTo(Histogram sum, IntervalRecorder.Spare spare) {
    ownLag.addTo(sum, spare);
  }

  /** What its histograms occupy on the heap now, in bytes, without those of returning clients. */
  long histogramBytes() {
    return Stream.of(stages.values(), failures.values(), List.of(ownLag))
        .flatMap(Collection::stream)
        .mapToLong(IntervalRecorder::footprint)
        .sum();
  }
}
