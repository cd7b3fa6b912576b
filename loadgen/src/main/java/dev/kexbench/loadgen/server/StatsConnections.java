package dev.kexbench.loadgen.server;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The connections of a statistics port. Each has a deadline for its next whole request and for
 * reading the answer, which bytes alone do not extend. Thread-safe.
 */
final class StatsConnections {
  private final StatsSettings.Bounds bounds;
  private final LongSupplier nanoTime;
  private final AtomicInteger open = new AtomicInteger();

  /** When each is closed; those whose work is under way are absent. */
  private final Map<HttpConnection, Long> deadlines = new ConcurrentHashMap<>();

  StatsConnections(StatsSettings.Bounds bounds, LongSupplier nanoTime) {
    this.bounds = bounds;
    this.nanoTime = nanoTime;
  }

  void accept(HttpConnection connection) {
    connection.closeHandler(
        done -> {
          open.decrementAndGet();
          deadlines.remove(connection);
        });
    if (open.incrementAndGet() > bounds.connections()) {
      connection.close();
    } else {
      await(connection, bounds.request());
    }
  }

  /** The server works for it, which takes as long as it takes. */
  void working(HttpConnection connection) {
    deadlines.remove(connection);
  }

  /** It has its answer, or is being sent it. */
  void answered(HttpConnection connection) {
    await(connection, bounds.idle());
  }

  private void await(HttpConnection connection, Duration patience) {
    deadlines.put(connection, nanoTime.getAsLong() + patience.toNanos());
  }

  /** Closes those that are late; to be called regularly. */
  void sweep() {
    long now = nanoTime.getAsLong();
    deadlines.forEach(
        (connection, deadlineNanos) -> {
          if (now - deadlineNanos > 0 && deadlines.remove(connection, deadlineNanos)) {
            connection.close();
          }
        });
  }
}
