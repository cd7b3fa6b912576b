package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.Stage;
import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * What one event loop writes of one phase of a run: counts, and a histogram of nanoseconds per
 * stage. Written by that loop alone; read once a second by whoever gathers.
 */
public final class Ledger {
  private final Tally tally = new Tally();
  private final Map<Stage, SingleWriterRecorder> stages = new EnumMap<>(Stage.class);
  private final Map<Stage, Histogram> lastIntervals = new EnumMap<>(Stage.class);
  private final long highestNanos;

  /** A ledger for latencies of up to that many nanoseconds; longer ones count as that. */
  public Ledger(long highestNanos) {
    this.highestNanos = highestNanos;
    for (Stage stage : Stage.values()) {
      stages.put(stage, new SingleWriterRecorder(highestNanos, Recording.DIGITS));
    }
  }

  /** Another handshake is due. */
  public void planned() {
    tally.count(Tally.Event.PLANNED);
  }

  /** It is due, but as many are in flight as are allowed: it waits. */
  public void heldUp() {
    tally.count(Tally.Event.HELD_UP);
  }

  /** How many had to wait. */
  long heldUpCount() {
    return tally.of(Tally.Event.HELD_UP);
  }

  /** It has been started, this long after it was due. */
  public void started(long lagNanos) {
    tally.count(Tally.Event.STARTED);
    spent(Stage.LAG, lagNanos);
  }

  /** Its ACK has verified and its CONFIRM is written. */
  public void established(long totalNanos, long serviceNanos) {
    tally.count(Tally.Event.ESTABLISHED);
    spent(Stage.TOTAL, totalNanos);
    spent(Stage.SERVICE, serviceNanos);
  }

  /** It has failed. */
  public void failed(FailureCause cause) {
    tally.count(cause);
  }

  /** It has failed by taking too long, which is a latency: at least this much. */
  public void timedOut(FailureCause cause, long totalNanos, long serviceNanos) {
    tally.count(cause);
    spent(Stage.TOTAL, totalNanos);
    spent(Stage.SERVICE, serviceNanos);
  }

  /** An ACK came for a handshake that had been given up. */
  public void lateAck() {
    tally.count(Tally.Event.LATE_ACK);
  }

  /** A connection was opened. */
  public void opened() {
    tally.count(Tally.Event.OPENED);
  }

  /** A connection is gone. */
  public void closed() {
    tally.count(Tally.Event.CLOSED);
  }

  /** A stage took this long. */
  public void spent(Stage stage, long nanos) {
    stages.get(stage).recordValue(Math.max(0, Math.min(nanos, highestNanos)));
  }

  /** Everything counted so far. */
  public Counts counts() {
    return tally.counts();
  }

  /** Connections that are open now. */
  public long open() {
    return tally.of(Tally.Event.OPENED) - tally.of(Tally.Event.CLOSED);
  }

  /** What a stage has recorded since the last call; valid until the next one. */
  Histogram interval(Stage stage) {
    Histogram interval = stages.get(stage).getIntervalHistogram(lastIntervals.get(stage));
    lastIntervals.put(stage, interval);
    return interval;
  }
}
