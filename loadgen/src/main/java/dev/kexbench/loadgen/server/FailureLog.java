package dev.kexbench.loadgen.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * Exceptions inside the server, such that a burst of them does not fill a disk: the first of a kind
 * is logged with its trace, those that follow are counted and said in one line a second. Once none
 * has come for a second, the next is a first one again. Thread-safe.
 */
final class FailureLog {
  /** So that messages which all differ make no kinds without end. */
  private static final int MOST_KINDS = 100;

  private static final String OTHERS = "of other kinds";

  private final Map<String, AtomicLong> since = new ConcurrentHashMap<>();
  private final BiConsumer<String, Throwable> log;

  /**
   * An empty one.
   *
   * @param log takes a line, and the trace that belongs to it or null
   */
  FailureLog(BiConsumer<String, Throwable> log) {
    this.log = log;
  }

  /** One has ended a connection. */
  void add(Throwable failure) {
    String kind = since.size() < MOST_KINDS ? failure.toString() : OTHERS;
    AtomicLong fresh = new AtomicLong();
    AtomicLong known = since.putIfAbsent(kind, fresh);
    if (known == null) {
      log.accept("a connection ended by an exception inside the server", failure);
    } else {
      known.incrementAndGet();
    }
  }

  /** Says what came since the last call; to be called once a second. */
  void summarise() {
    since.forEach(
        (kind, count) -> {
          long more = count.getAndSet(0);
          if (more > 0) {
            log.accept("%,d more connections ended so: %s".formatted(more, kind), null);
          } else {
            since.remove(kind, count);
          }
        });
  }
}
