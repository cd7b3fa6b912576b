package dev.kexbench.loadgen.network;

import dev.kexbench.results.report.HistogramText;
import dev.kexbench.results.report.NetworkFigures;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Counts and delays of one direction since its start; delays in nanoseconds. As text they are eight
 * words, the last three being histograms as {@link HistogramText}.
 */
record DirectionFigures(
    long packets,
    long bytes,
    long lost,
    long queueDropped,
    long overrun,
    Histogram requested,
    Histogram delivered,
    Histogram lateness) {
  static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);
  static final int DIGITS = 3;

  private static final double MEDIAN = 50;
  private static final double TAIL = 99;

  static Histogram histogram() {
    return new Histogram(LONGEST_NANOS, DIGITS);
  }

  /** Counts without delays. */
  static DirectionFigures counts(long packets, long bytes, long lost) {
    return new DirectionFigures(packets, bytes, lost, 0, 0, histogram(), histogram(), histogram());
  }

  /** With packets that another place has counted. */
  DirectionFigures withOverrun(long more) {
    return new DirectionFigures(
        packets, bytes, lost, queueDropped, overrun + more, requested, delivered, lateness);
  }

  String text() {
    return "%d %d %d %d %d %s %s %s"
        .formatted(
            packets,
            bytes,
            lost,
            queueDropped,
            overrun,
            HistogramText.encode(requested),
            HistogramText.encode(delivered),
            HistogramText.encode(lateness));
  }

  /** Reads the words of {@link #text}. */
  static DirectionFigures parse(Iterator<String> words) {
    return new DirectionFigures(
        Long.parseLong(words.next()),
        Long.parseLong(words.next()),
        Long.parseLong(words.next()),
        Long.parseLong(words.next()),
        Long.parseLong(words.next()),
        histogram(words.next()),
        histogram(words.next()),
        histogram(words.next()));
  }

  private static Histogram histogram(String text) {
    Histogram read = histogram();
    read.add(HistogramText.decode(text));
    return read;
  }

  /** What happened since an earlier state. */
  NetworkFigures.Direction since(DirectionFigures earlier) {
    return new NetworkFigures.Direction(
        packets - earlier.packets,
        bytes - earlier.bytes,
        lost - earlier.lost,
        queueDropped - earlier.queueDropped,
        overrun - earlier.overrun,
        timing(earlier));
  }

  /** Null without a packet, and without delays. */
  private NetworkFigures.Timing timing(DirectionFigures earlier) {
    Histogram late = minus(lateness, earlier.lateness);
    if (late.getTotalCount() == 0) {
      return null;
    }
    Histogram planned = minus(requested, earlier.requested);
    Histogram measured = minus(delivered, earlier.delivered);
    return new NetworkFigures.Timing(
        planned.getValueAtPercentile(MEDIAN),
        planned.getValueAtPercentile(TAIL),
        measured.getValueAtPercentile(MEDIAN),
        measured.getValueAtPercentile(TAIL),
        late.getValueAtPercentile(TAIL),
        late.getMaxValue());
  }

  private static Histogram minus(Histogram whole, Histogram part) {
    Histogram rest = whole.copy();
    rest.subtract(part);
    return rest;
  }
}
