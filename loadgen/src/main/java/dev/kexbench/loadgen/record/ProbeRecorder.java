package dev.kexbench.loadgen.record;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * How late the probe timer of one event loop ran, in one phase of a run: whatever that event loop
 * had to do at that time was as late. Only that event loop writes; another thread reads once a
 * second.
 */
public final class ProbeRecorder {
  private final SingleWriterRecorder lags;
  private final long highestNanos;
  private Histogram last;

  /** A recorder for lags of up to that many nanoseconds; longer ones are recorded as that. */
  public ProbeRecorder(long highestNanos) {
    this.highestNanos = highestNanos;
    lags = new SingleWriterRecorder(highestNanos, Recording.DIGITS);
  }

  /** The timer has run this long after it was due. */
  public void ran(long lateNanos) {
    lags.recordValue(Math.max(0, Math.min(lateNanos, highestNanos)));
  }

  /** The lags since the last call; valid until the next call. */
  Histogram interval() {
    last = lags.getIntervalHistogram(last);
    return last;
  }
}
