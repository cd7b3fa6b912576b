package dev.kexbench.results.machine;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;

/**
 * The events of this JVM's Flight Recorder, which writes them out once a second. They are recorded
 * without stack traces, however short they are.
 */
final class JvmStream implements AutoCloseable {
  private static final String GC_PAUSE = "jdk.GCPhasePause";
  private static final String SAFEPOINT_BEGIN = "jdk.SafepointBegin";
  private static final String SAFEPOINT_END = "jdk.SafepointEnd";
  private static final String COMPILATION = "jdk.Compilation";
  private static final String SAFEPOINT_ID = "safepointId";
  private static final String MARK = "dev.kexbench.Mark";

  /** The number of the mark that is recorded at the start. */
  private static final long FIRST = 0;

  private final RecordingStream stream = new RecordingStream();
  private long committed;
  private long seen;
  private long seenNanos;
  private boolean over;

  /** An event whose arrival shows how far the recorder has come. */
  @Name(MARK)
  @Label("Mark")
  @StackTrace(false)
  static final class Mark extends Event {
    @Label("Number")
    long number;
  }

  /** Adds the events to these from now on. */
  JvmStream(JvmEvents events) {
    List.of(GC_PAUSE, SAFEPOINT_BEGIN, SAFEPOINT_END, COMPILATION)
        .forEach(name -> stream.enable(name).withoutThreshold().withoutStackTrace());
    stream.enable(Mark.class);
    stream.onEvent(GC_PAUSE, event -> events.gcPaused(start(event), end(event)));
    stream.onEvent(
        SAFEPOINT_BEGIN, event -> events.safepointBegan(event.getLong(SAFEPOINT_ID), start(event)));
    stream.onEvent(
        SAFEPOINT_END, event -> events.safepointEnded(event.getLong(SAFEPOINT_ID), end(event)));
    stream.onEvent(COMPILATION, event -> events.compiled(start(event), end(event)));
    stream.onEvent(MARK, event -> arrived(event.getLong("number"), start(event)));
    stream.onClose(this::end);
    stream.startAsync();
    new Mark().commit(); // the first one takes long: its class is registered and changed
  }

  private static long start(RecordedEvent event) {
    return JvmEvents.nanos(event.getStartTime());
  }

  private static long end(RecordedEvent event) {
    return JvmEvents.nanos(event.getEndTime());
  }

  private void arrived(long number, long nanos) {
    if (number == FIRST) {
      // By now the stream has read the types of all events, some 4 MiB of objects that stay. Young
      // collections would copy them once or twice, in the measured time as well: pauses of 20 to
      // 40 ms in place of 5 to 15. This one moves them to the old generation, during the warm-up.
      System.gc();
    }
    synchronized (this) {
      seen = number;
      seenNanos = nanos;
      notifyAll();
    }
  }

  /** The recorder ends when this is closed, and when the JVM ends: no further mark arrives. */
  private synchronized void end() {
    over = true;
    notifyAll();
  }

  /**
   * Waits until all events so far have arrived. The recorder writes out one thread after the other,
   * so a mark may arrive before what another thread recorded earlier; all of that arrives before a
   * second mark, which is recorded after the first one has arrived.
   *
   * @return when it was called, by the clock of the events; empty if the patience is over, or the
   *     recorder has ended
   */
  synchronized OptionalLong catchUp(Duration patience) throws InterruptedException {
    long giveUpNanos = System.nanoTime() + patience.toNanos();
    OptionalLong called = arrivalOfAMark(giveUpNanos);
    return called.isPresent() && arrivalOfAMark(giveUpNanos).isPresent()
        ? called
        : OptionalLong.empty();
  }

  private OptionalLong arrivalOfAMark(long giveUpNanos) throws InterruptedException {
    long calledNanos = System.nanoTime();
    Mark mark = new Mark();
    if (!mark.isEnabled()) { // the recorder ends at once when the JVM is asked to, as by Ctrl-C
      return OptionalLong.empty();
    }
    mark.number = ++committed;
    long lateNanos = System.nanoTime() - calledNanos;
    mark.commit();
    long left = giveUpNanos - System.nanoTime();
    while (seen < committed && !over && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = giveUpNanos - System.nanoTime();
    }
    return seen < committed ? OptionalLong.empty() : OptionalLong.of(seenNanos - lateNanos);
  }

  @Override
  public void close() {
    stream.close();
  }
}
