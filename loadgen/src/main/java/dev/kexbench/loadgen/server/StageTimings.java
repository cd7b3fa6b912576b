package dev.kexbench.loadgen.server;

import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.results.report.HistogramText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Time spent in the server, by stage, in nanoseconds; updated by many threads. */
final class StageTimings implements StageTimer {
  private static final long HIGHEST_NANOS = 120_000_000_000L;

  private final Map<String, Stage> stages = new LinkedHashMap<>();
  private final Stage queue = stage("queue");
  private final Stage privateKey = stage(PRIVATE_KEY);
  private final Stage macAndKeys = stage("macAndKeys");
  private final Stage write = stage("write");

  /** Private-key time within the crypto task that this thread runs. */
  private final ThreadLocal<long[]> privateKeyNanos = ThreadLocal.withInitial(() -> new long[1]);

  private Stage stage(String name) {
    Stage stage = new Stage();
    stages.put(name, stage);
    return stage;
  }

  void queued(long nanos) {
    queue.record(nanos);
  }

  void written(long nanos) {
    write.record(nanos);
  }

  /** Runs a whole crypto task; the part outside the private key is MACs and key schedule. */
  <R> R timed(Supplier<R> work) {
    long[] inside = privateKeyNanos.get();
    inside[0] = 0;
    long start = System.nanoTime();
    R result = work.get();
    macAndKeys.record(System.nanoTime() - start - inside[0]);
    return result;
  }

  @Override
  public <R> R time(String name, Supplier<R> work) {
    long start = System.nanoTime();
    R result = work.get();
    long nanos = System.nanoTime() - start;
    if (name.equals(PRIVATE_KEY)) {
      privateKeyNanos.get()[0] += nanos;
      privateKey.record(nanos);
    }
    return result;
  }

  Set<String> names() {
    return stages.keySet();
  }

  /** A copy of the stage's times since the start, in nanoseconds. */
  Histogram sinceStart(String name) {
    return stages.get(name).sinceStart();
  }

  /** Every stage since the start, as base64 of a compressed histogram. */
  Map<String, String> encoded() {
    Map<String, String> all = new LinkedHashMap<>();
    stages.forEach((name, stage) -> all.put(name, stage.encoded()));
    return all;
  }

  private static final class Stage {
    private final Recorder recorder = new Recorder(HIGHEST_NANOS, 3);
    private final Histogram sinceStart = new Histogram(HIGHEST_NANOS, 3);
    private Histogram interval;

    void record(long nanos) {
      recorder.recordValue(Math.max(0, Math.min(nanos, HIGHEST_NANOS)));
    }

    /** A copy of all values so far. */
    synchronized Histogram sinceStart() {
      interval = recorder.getIntervalHistogram(interval);
      sinceStart.add(interval);
      return sinceStart.copy();
    }

    String encoded() {
      return HistogramText.encode(sinceStart());
    }
  }
}
