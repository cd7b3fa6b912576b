package dev.kexbench.loadgen.record;

import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.FailureCause;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/** The counts of one event loop: one thread writes, any may read. */
final class LoopCounters {
  /** What is counted in addition to failures. */
  enum Event {
    PLANNED,
    STARTED,
    DROPPED,
    ABANDONED,
    NOT_REACHED,
    HELD_UP,
    ESTABLISHED,
    EXPECTED,
    LATE_ACK,
    OPENED,
    CLOSED
  }

  private static final int EVENTS = Event.values().length;

  private final AtomicLongArray counts = new AtomicLongArray(EVENTS + FailureCause.values().length);

  void count(Event event) {
    add(event.ordinal());
  }

  void count(FailureCause cause) {
    add(EVENTS + cause.ordinal());
  }

  long of(Event event) {
    return counts.get(event.ordinal());
  }

  /**
   * The counts so far. Planned handshakes without another state are waiting.
   *
   * <p>What happens to a handshake later is read first: one that continues meanwhile counts as in
   * flight or waiting, and no difference is negative.
   */
  Counts counts() {
    long lateAcks = of(Event.LATE_ACK);
    Map<FailureCause, Long> failed = new EnumMap<>(FailureCause.class);
    long failures = 0;
    for (FailureCause cause : FailureCause.values()) {
      long count = counts.get(EVENTS + cause.ordinal());
      failed.put(cause, count);
      failures += count;
    }
    long established = of(Event.ESTABLISHED);
    long expected = of(Event.EXPECTED);
    long closed = of(Event.CLOSED);
    long started = of(Event.STARTED);
    long dropped = of(Event.DROPPED);
    long abandoned = of(Event.ABANDONED);
    long notReached = of(Event.NOT_REACHED);
    long planned = of(Event.PLANNED);
    return Counts.builder()
        .planned(planned)
        .started(started)
        .dropped(dropped)
        .abandoned(abandoned)
        .notReached(notReached)
        .waiting(planned - started - dropped - abandoned - notReached)
        .established(established)
        .expected(expected)
        .inFlight(started - established - expected - failures)
        .failed(failed)
        .lateAcks(lateAcks)
        .connectionsOpened(of(Event.OPENED))
        .connectionsClosed(closed)
        .build();
  }

  /** Connections that are open now. */
  long open() {
    long closed = of(Event.CLOSED);
    return of(Event.OPENED) - closed;
  }

  /** An ordered write without a fence is enough: there is one writer. */
  private void add(int index) {
    counts.lazySet(index, counts.get(index) + 1);
  }
}
