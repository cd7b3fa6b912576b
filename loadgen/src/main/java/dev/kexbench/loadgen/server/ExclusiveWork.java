package dev.kexbench.loadgen.server;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** A thread for work of which there is never more than one piece, neither running nor waiting. */
final class ExclusiveWork implements AutoCloseable {
  private final AtomicBoolean busy = new AtomicBoolean();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "ceiling");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Starts the work; false, and nothing is done, if other work has not ended.
   *
   * @param after what to do when other work may start
   */
  boolean start(Runnable work, Runnable after) {
    if (!busy.compareAndSet(false, true)) {
      return false;
    }
    thread.execute(
        () -> {
          try {
            work.run();
          } finally {
            busy.set(false);
            after.run();
          }
        });
    return true;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
