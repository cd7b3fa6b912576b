package dev.kexbench.results.machine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Records the pauses and the compilations of this JVM, from the time that it is asked to on.
 * Thread-safe.
 */
public final class JvmRecorder implements AutoCloseable {
  /** Some ten megabytes, which is a day of a JVM that collects garbage once a second. */
  private static final int MOST_EVENTS = 250_000;

  /**
   * How long {@link #seconds} waits at most. The Flight Recorder writes once a second, but the
   * first time takes it many seconds on a busy machine.
   */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private final JvmEvents events = new JvmEvents(MOST_EVENTS);
  private final Duration patience;
  private volatile JvmStream stream;
  private String unavailable = "it was not asked to record them";

  /** Creates a recorder that does not record yet. */
  public JvmRecorder() {
    this(PATIENCE);
  }

  JvmRecorder(Duration patience) {
    this.patience = patience;
  }

  /** Starts unless it has been started; the report has the reason if it cannot. */
  public synchronized JvmReport start() {
    if (stream != null) {
      return JvmReport.of(List.of());
    }
    try {
      stream = new JvmStream(events);
      return JvmReport.of(List.of());
    } catch (LinkageError absent) {
      unavailable = "its Java runtime has no Flight Recorder (module jdk.jfr)";
    } catch (RuntimeException refused) {
      unavailable = "its Flight Recorder does not start (" + refused.getMessage() + ")";
    }
    return JvmReport.unavailable(unavailable);
  }

  /**
   * The seconds of a period; waits until the events so far have been written, which takes one to
   * two seconds. An interrupt, {@link #close}, or the end of the JVM ends the waiting.
   *
   * @param ageNanos how long ago the first one began
   */
  public synchronized JvmReport seconds(long ageNanos, int count) {
    if (stream == null) {
      return JvmReport.unavailable(unavailable);
    }
    try {
      OptionalLong now = stream.catchUp(patience);
      return now.isEmpty()
          ? JvmReport.unavailable("its Flight Recorder is silent")
          : seconds(events.seconds(now.getAsLong() - ageNanos, count));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return JvmReport.unavailable("it was interrupted");
    }
  }

  private static JvmReport seconds(Optional<List<JvmSecond>> known) {
    return known
        .map(JvmReport::of)
        .orElseGet(() -> JvmReport.unavailable("there were more of them than it remembers"));
  }

  @Override
  public void close() {
    JvmStream waitedFor = stream;
    if (waitedFor != null) {
      waitedFor.close();
    }
    closeStarted();
  }

  /** Also the stream of a start in progress. */
  private synchronized void closeStarted() {
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }
}
