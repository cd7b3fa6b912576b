package dev.kexbench.loadgen.record;

import org.HdrHistogram.Histogram;

/**
 * How late the probe timer of one event loop ran, in one phase of a run: whatever that event loop
 * had to do at that time was as late. Only that event loop writes; another thread reads once a
 * second.
 */
public final class ProbeRecorder {
  private final IntervalRecorder lags;

  /** A recorder for lags of up to that many nanoseconds; longer ones are recorded as that. */
  public ProbeRecorder(long highestNanos) {
    lags = new IntervalRecorder(highestNanos);
  }

  /** The timer has run this long after it was due. */
  public void ran(long lateNanos) {
    lags.record(lateNanos);
  }

  /** Adds the lags since the last call to a sum. */
  void addTo(Histogram sum, IntervalRecorder.Spare spare) {
    lags.addTo(sum, spare);
  }
}
