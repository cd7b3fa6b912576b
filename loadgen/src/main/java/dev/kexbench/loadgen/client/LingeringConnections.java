package dev.kexbench.loadgen.client;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Connections of timed-out handshakes that clients keep open for a late reply, all for the same
 * time. Confined to an event loop.
 */
final class LingeringConnections {
  private final Queue<Lingering> queue = new ArrayDeque<>();

  private record Lingering(ClientConnection connection, long untilNanos) {}

  void add(ClientConnection connection, long untilNanos) {
    queue.add(new Lingering(connection, untilNanos));
  }

  int size() {
    return queue.size();
  }

  /** Closes the next one whose time is over; false if there is none. */
  boolean closeNext(long nowNanos) {
    if (queue.isEmpty() || nowNanos - queue.peek().untilNanos() < 0) {
      return false;
    }
    queue.remove().connection().close();
    return true;
  }

  void closeAll() {
    queue.forEach(each -> each.connection().close());
    queue.clear();
  }
}
