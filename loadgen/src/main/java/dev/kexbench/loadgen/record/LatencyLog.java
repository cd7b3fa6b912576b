package dev.kexbench.loadgen.record;

import dev.kexbench.loadgen.machine.IdlePriority;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code latency.hlog}: one line per second, stage and class, in the format of {@link
 * HistogramLogWriter}.
 *
 * <p>A thread of its own compresses and writes, at idle priority: on a core that it shares with an
 * event loop, the loop would otherwise wait for it for a time slice of some milliseconds. Where
 * that priority could not be taken back, it has a nice value instead.
 */
public final class LatencyLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LatencyLog.class);

  /**
   * So many seconds may wait for the thread: then its core is never idle, and it gets its usual
   * priority back. A run that is killed loses at most these.
   */
  private static final int MAX_WAITING = 3;

  private final Destination file;
  private final HistogramLogWriter writer;
  private final Semaphore places = new Semaphore(MAX_WAITING);
  private final List<Future<?>> seconds = new ArrayList<>();
  private final ExecutorService thread = Executors.newSingleThreadExecutor(LatencyLog::newThread);

  /** The priority of the thread, until it is taken back. Guarded by this. */
  private CompletableFuture<Optional<IdlePriority>> idle;

  /** Creates the file; its start time is in Unix milliseconds. */
  public LatencyLog(Path file, long startMillis) throws FileNotFoundException {
    this(file, startMillis, id -> id.kernel().flatMap(IdlePriority::giveOrNice));
  }

  /** The same with another way to lower the priority of the thread. */
  LatencyLog(Path file, long startMillis, Function<ThreadId, Optional<IdlePriority>> lowered)
      throws FileNotFoundException {
    this.file = new Destination(new FileOutputStream(file.toFile()));
    writer = new HistogramLogWriter(this.file);
    writer.outputLogFormatVersion();
    writer.outputComment("[latencies in nanoseconds, one histogram a second, stage and class]");
    writer.outputStartTime(startMillis);
    writer.outputLegend();
    // By another thread: at idle priority the thread might never get to report it.
    idle =
        CompletableFuture.supplyAsync(ThreadId::current, thread)
            .thenApplyAsync(lowered, work -> newThread(work).start())
            .exceptionally(LatencyLog::keptPriority);
  }

  private static Optional<IdlePriority> keptPriority(Throwable why) {
    LOG.warn("the thread that writes latencies keeps its priority: {}", why.toString());
    return Optional.empty();
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "latency-log");
    thread.setDaemon(true);
    return thread;
  }

  /** The file. The writer ignores failures, so the first one is kept. */
  private static final class Destination extends FilterOutputStream {
    private volatile IOException failure;

    private Destination(FileOutputStream file) {
      super(file);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (IOException e) {
        failure = failure == null ? e : failure;
        throw e;
      }
    }
  }

  /** Why the file is not complete; empty if it is, as far as it is written. */
  public Optional<IOException> failure() {
    return Optional.ofNullable(file.failure);
  }

  /**
   * Logs the merged intervals of several generators over the same time; omits tags without values.
   * The intervals must not change any more.
   *
   * @param startMillis start of the phase, in Unix milliseconds
   */
  public void log(long startMillis, List<Interval> together) {
    if (!places.tryAcquire()) {
      hurry();
      places.acquireUninterruptibly();
    }
    seconds.add(
        thread.submit(
            () -> {
              try {
                write(startMillis, together);
              } finally {
                places.release();
              }
            }));
  }

  private synchronized void hurry() {
    idle.join().ifPresent(IdlePriority::end);
    idle = CompletableFuture.completedFuture(Optional.empty());
  }

  private void write(long startMillis, List<Interval> together) {
    Map<String, Histogram> merged = new LinkedHashMap<>();
    for (Interval each : together) {
      each.tagged().forEach((tag, histogram) -> merged.merge(tag, histogram, LatencyLog::sum));
    }
    long fromNanos = together.stream().mapToLong(Interval::startNanos).min().orElse(0);
    long toNanos = together.stream().mapToLong(Interval::endNanos).max().orElse(0);
    merged.forEach(
        (tag, histogram) -> {
          if (histogram.getTotalCount() > 0) {
            histogram.setTag(tag);
            histogram.setStartTimeStamp(startMillis + TimeUnit.NANOSECONDS.toMillis(fromNanos));
            histogram.setEndTimeStamp(startMillis + TimeUnit.NANOSECONDS.toMillis(toNanos));
            writer.outputIntervalHistogram(histogram);
          }
        });
  }

  private static Histogram sum(Histogram one, Histogram other) {
    Histogram sum = one.copy();
    sum.add(other);
    return sum;
  }

  /** Waits until all is written. */
  @Override
  public void close() {
    hurry();
    thread.shutdown();
    try {
      for (Future<?> second : seconds) {
        second.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("writing the latency log failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      thread.shutdownNow();
    } finally {
      writer.close();
    }
  }
}
