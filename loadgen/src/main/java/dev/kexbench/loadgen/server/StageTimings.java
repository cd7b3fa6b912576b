package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.results.report.HistogramText;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * Time spent in the server, by stage, in nanoseconds. Event loops and crypto threads, which record
 * the most, have recorders of their own and do not contend for them; all other threads share one.
 * The recorders are added up when asked.
 */
final class StageTimings implements StageTimer {
  private static final long HIGHEST_NANOS = 120_000_000_000L;
  private static final int DIGITS = 3;

  /** What is recorded; the constants are in the order of reports. */
  private enum Part {
    QUEUE("queue"),
    PRIVATE_KEY(StageTimer.PRIVATE_KEY),
    MAC_AND_KEYS("macAndKeys"),
    WRITE("write");

    private final String key;

    Part(String key) {
      this.key = key;
    }
  }

  private final Map<String, Sum> sums = new LinkedHashMap<>();
  private final List<Times> all = new CopyOnWriteArrayList<>();
  private final ThreadLocal<Times> times;

  StageTimings() {
    Map<Part, Cell> shared = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      sums.put(part.key, new Sum(part));
      shared.put(part, new SharedCell());
    }
    all.add(new Times(shared));
    times = ThreadLocal.withInitial(() -> new Times(shared));
  }

  /** Gives the calling thread recorders of its own, for as long as it lives. */
  void ownRecorders() {
    Map<Part, Cell> own = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      own.put(part, new OwnCell());
    }
    Times mine = new Times(own);
    times.set(mine);
    all.add(mine);
  }

  void queued(long nanos) {
    times.get().record(Part.QUEUE, nanos);
  }

  void written(long nanos) {
    times.get().record(Part.WRITE, nanos);
  }

  /** Runs a whole crypto task; the part outside the private key is MACs and key schedule. */
  <R> R timed(Supplier<R> work) {
    Times mine = times.get();
    mine.privateKeyNanos = 0;
    long start = System.nanoTime();
    R result = work.get();
    mine.record(Part.MAC_AND_KEYS, System.nanoTime() - start - mine.privateKeyNanos);
    return result;
  }

  @Override
  public <R> R time(String name, Supplier<R> work) {
    long start = System.nanoTime();
    R result = work.get();
    long nanos = System.nanoTime() - start;
    if (name.equals(PRIVATE_KEY)) {
      Times mine = times.get();
      mine.privateKeyNanos += nanos;
      mine.record(Part.PRIVATE_KEY, nanos);
    }
    return result;
  }

  Set<String> names() {
    return sums.keySet();
  }

  /** A copy of the stage's times since the start, in nanoseconds. */
  Histogram sinceStart(String name) {
    return sums.get(name).sinceStart();
  }

  /** Every stage since the start, as base64 of a compressed histogram. */
  Map<String, String> encoded() {
    Map<String, String> encoded = new LinkedHashMap<>();
    sums.forEach((name, sum) -> encoded.put(name, HistogramText.encode(sum.sinceStart())));
    return encoded;
  }

  /** What one thread records. */
  private static final class Times {
    private final Map<Part, Cell> cells;

    /** Private-key time within the crypto task that this thread runs. */
    private long privateKeyNanos;

    private Times(Map<Part, Cell> cells) {
      this.cells = cells;
    }

    private void record(Part part, long nanos) {
      cells.get(part).record(Math.max(0, Math.min(nanos, HIGHEST_NANOS)));
    }
  }

  /** A recorder and the histogram that it has returned last, which it takes back. */
  private interface Cell {
    void record(long nanos);

    void addTo(Histogram sum);
  }

  /** For one thread. Nothing is allocated before its first value. */
  private static final class OwnCell implements Cell {
    /** Grows with the values: an event loop of many should not occupy a megabyte. */
    private volatile SingleWriterRecorder recorder;

    private Histogram taken;

    @Override
    public void record(long nanos) {
      SingleWriterRecorder mine = recorder;
      if (mine == null) {
        mine = new SingleWriterRecorder(DIGITS);
        recorder = mine;
      }
      mine.recordValue(nanos);
    }

    @Override
    public void addTo(Histogram sum) {
      SingleWriterRecorder theirs = recorder;
      if (theirs != null) {
        taken = theirs.getIntervalHistogram(taken);
        sum.add(taken);
      }
    }
  }

  /** For all threads without recorders of their own. */
  private static final class SharedCell implements Cell {
    private final Recorder recorder = new Recorder(HIGHEST_NANOS, DIGITS);
    private Histogram taken;

    @Override
    public void record(long nanos) {
      recorder.recordValue(nanos);
    }

    @Override
    public void addTo(Histogram sum) {
      taken = recorder.getIntervalHistogram(taken);
      sum.add(taken);
    }
  }

  /** The times of one stage on all threads. */
  private final class Sum {
    private final Part part;
    private final Histogram sinceStart = new Histogram(HIGHEST_NANOS, DIGITS);

    private Sum(Part part) {
      this.part = part;
    }

    /** A copy of all values so far. */
    private synchronized Histogram sinceStart() {
      all.forEach(each -> each.cells.get(part).addTo(sinceStart));
      return sinceStart.copy();
    }
  }
}
