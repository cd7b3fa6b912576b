package dev.kexbench.results.machine;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The pauses and compilations of a JVM, and their sums by second. All times are in nanoseconds
 * since the Unix epoch. Thread-safe.
 */
final class JvmEvents {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final double MILLI = 1e6;

  private final Deque<Span> spans = new ArrayDeque<>();
  private final Map<Long, Long> openSafepoints = new HashMap<>();
  private final int most;

  /** The end of the last one that was forgotten. */
  private long forgotten = Long.MIN_VALUE;

  /** Remembers at most so many. */
  JvmEvents(int most) {
    this.most = most;
  }

  private enum Kind {
    GC_PAUSE,
    SAFEPOINT,
    COMPILATION
  }

  private record Span(Kind kind, long start, long end) {}

  /** An instant as these times are. */
  static long nanos(Instant instant) {
    return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
  }

  /** Garbage collectors stopped all threads. */
  synchronized void gcPaused(long start, long end) {
    add(new Span(Kind.GC_PAUSE, start, end));
  }

  /** All threads were asked to stop. */
  synchronized void safepointBegan(long id, long start) {
    openSafepoints.put(id, start);
  }

  /** They run again. Nothing is known of a safepoint that began before the recording. */
  synchronized void safepointEnded(long id, long end) {
    Long start = openSafepoints.remove(id);
    if (start != null) {
      openSafepoints.clear(); // there is one at a time
      add(new Span(Kind.SAFEPOINT, start, end));
    }
  }

  /** A JIT compiler has compiled a method. */
  synchronized void compiled(long start, long end) {
    add(new Span(Kind.COMPILATION, start, end));
  }

  private void add(Span span) {
    if (spans.size() == most) {
      forgotten = Math.max(forgotten, spans.removeFirst().end());
    }
    spans.add(span);
  }

  /**
   * The seconds from an instant on; empty if events of them have been forgotten.
   *
   * @param from the start of the first one
   */
  synchronized Optional<List<JvmSecond>> seconds(long from, int count) {
    if (forgotten > from) {
      return Optional.empty();
    }
    Sums sums = new Sums(from, count);
    spans.forEach(sums::add);
    return Optional.of(sums.seconds());
  }

  /** What is added up by second. */
  private static final class Sums {
    private final long from;
    private final long[] gc;
    private final long[] safepoints;
    private final long[] compiling;
    private final long[] compilations;
    private final int[] pauses;

    private Sums(long from, int count) {
      this.from = from;
      this.gc = new long[count];
      this.safepoints = new long[count];
      this.compiling = new long[count];
      this.compilations = new long[count];
      this.pauses = new int[count];
    }

    private void add(Span span) {
      long[] into =
          switch (span.kind()) {
            case GC_PAUSE -> gc;
            case SAFEPOINT -> safepoints;
            case COMPILATION -> compiling;
          };
      int first = (int) Math.max(0, Math.floorDiv(span.start() - from, SECOND));
      for (int i = first; i < into.length && from + i * SECOND < span.end(); i++) {
        long start = from + i * SECOND;
        into[i] += Math.min(span.end(), start + SECOND) - Math.max(span.start(), start);
      }
      long last = Math.floorDiv(span.end() - from, SECOND);
      if (last >= 0 && last < compilations.length) {
        compilations[(int) last] += span.kind() == Kind.COMPILATION ? 1 : 0;
        pauses[(int) last] += span.kind() == Kind.GC_PAUSE ? 1 : 0;
      }
    }

    /** Collectors stop threads within a safepoint; what it takes beyond that is the other time. */
    private List<JvmSecond> seconds() {
      List<JvmSecond> seconds = new ArrayList<>();
      for (int i = 0; i < gc.length; i++) {
        seconds.add(
            new JvmSecond(
                gc[i] / MILLI,
                Math.max(0, safepoints[i] - gc[i]) / MILLI,
                compilations[i],
                compiling[i] / MILLI,
                pauses[i]));
      }
      return seconds;
    }
  }
}
