package dev.kexbench.loadgen.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;

/**
 * Logs exceptions inside the server without filling a disk in a burst. The first of a kind is
 * logged with its stack trace; those that follow are counted and summarised in one line a second.
 * After a second without any, the next one counts as a first again. Thread-safe.
 */
final class FailureLog {
  /** Bounds the number of kinds when every message differs. */
  private static final int MOST_KINDS = 100;

  private static final String OTHERS = "of other kinds";

  private final Map<String, AtomicLong> since = new ConcurrentHashMap<>();
  private final BiConsumer<String, Throwable> log;

  /**
   * Creates an empty log.
   *
   * @param log takes a line, and its exception or null
   */
  FailureLog(BiConsumer<String, Throwable> log) {
    this.log = log;
  }

  /** Adds an exception that has ended a connection. */
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

  /** Logs what arrived since the last call; to be called once a second. */
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
