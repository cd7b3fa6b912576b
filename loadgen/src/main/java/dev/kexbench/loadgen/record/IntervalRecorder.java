package dev.kexbench.loadgen.record;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.IntCountsHistogram;
import org.HdrHistogram.WriterReaderPhaser;

/**
 * Values that one thread records and another takes about once a second, as HdrHistogram's {@code
 * SingleWriterRecorder}, with a quarter of its memory: nothing before the first value, then one
 * histogram with counts of four bytes, which hold two billion values between two calls of {@link
 * #addTo}. The histogram that the writer goes on with, while the first one is read, is lent by the
 * reader.
 */
final class IntervalRecorder {
  private final WriterReaderPhaser phaser = new WriterReaderPhaser();
  private final long highest;

  /** Null before the first value. */
  private volatile IntCountsHistogram active;

  /** A recorder of values from 0 to this one; others are clamped. */
  IntervalRecorder(long highest) {
    this.highest = highest;
  }

  /** A histogram that all recorders of one range use in turn. For one reader at a time. */
  static final class Spare {
    private final long highest;
    private IntCountsHistogram empty;

    Spare(long highest) {
      this.highest = highest;
      this.empty = empty(highest);
    }
  }

  private static IntCountsHistogram empty(long highest) {
    return new IntCountsHistogram(highest, Recording.DIGITS);
  }

  /** What a recorder that is in use occupies on the heap, in bytes; a spare occupies as much. */
  static long footprint(long highest) {
    return empty(highest).getEstimatedFootprintInBytes();
  }

  /** What it occupies now, in bytes. */
  long footprint() {
    IntCountsHistogram now = active;
    return now == null ? 0 : now.getEstimatedFootprintInBytes();
  }

  /** Records a value; only one thread may do so. */
  void record(long value) {
    long ticket = phaser.writerCriticalSectionEnter();
    try {
      IntCountsHistogram mine = active;
      if (mine == null) {
        mine = empty(highest);
        active = mine;
      }
      mine.recordValue(Math.max(0, Math.min(value, highest)));
    } finally {
      phaser.writerCriticalSectionExit(ticket);
    }
  }

  /** Adds the values since the last call to a sum. */
  void addTo(Histogram sum, Spare spare) {
    if (spare.highest != highest) {
      throw new IllegalArgumentException(
          "a spare for values up to " + spare.highest + ", not " + highest);
    }
    IntCountsHistogram taken;
    phaser.readerLock();
    try {
      taken = active;
      if (taken == null) {
        return;
      }
      active = spare.empty;
      phaser.flipPhase(); // waits until the writer has left the one that was taken
    } finally {
      phaser.readerUnlock();
    }
    sum.add(taken);
    taken.reset();
    spare.empty = taken;
  }
}
