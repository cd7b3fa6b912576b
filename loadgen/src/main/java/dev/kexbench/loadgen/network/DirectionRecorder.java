package dev.kexbench.loadgen.network;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * What happened to the packets of one direction. One thread records, without allocation; another
 * one reads.
 */
final class DirectionRecorder {
  private final Series requested = new Series();
  private final Series delivered = new Series();
  private final Series lateness = new Series();

  // Only the recording thread writes these.
  private volatile long packets;
  private volatile long bytes;
  private volatile long lost;
  private volatile long queueDropped;
  private volatile long overrun;

  /** Delays in nanoseconds, in whole. */
  private static final class Series {
    private final SingleWriterRecorder recorder =
        new SingleWriterRecorder(DirectionFigures.LONGEST_NANOS, DirectionFigures.DIGITS);
    private final Histogram whole = DirectionFigures.histogram();
    private Histogram interval;

    void record(long nanos) {
      recorder.recordValue(Math.min(Math.max(nanos, 0), DirectionFigures.LONGEST_NANOS));
    }

    Histogram read() {
      interval = recorder.getIntervalHistogram(interval);
      whole.add(interval);
      return whole.copy();
    }
  }

  /** Records a packet that arrived, was due and is delivered at these times. */
  void delivered(int length, long arrival, long due, long now) {
    packets++;
    bytes += length;
    requested.record(due - arrival);
    delivered.record(now - arrival);
    lateness.record(now - due);
  }

  void lost() {
    lost++;
  }

  void queueDropped() {
    queueDropped++;
  }

  /** Records a packet that the kernel did not take. */
  void overrun() {
    overrun++;
  }

  /** Everything since the start; for one reader. */
  DirectionFigures read() {
    return new DirectionFigures(
        packets,
        bytes,
        lost,
        queueDropped,
        overrun,
        requested.read(),
        delivered.read(),
        lateness.read());
  }
}
