package dev.kexbench.loadgen.server;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/**
 * The connections that the kernel has established and one event loop has not accepted yet. Closing
 * the listening socket would reset them, so a server that stops takes them first. Confined to that
 * event loop.
 */
final class AcceptQueue {
  /** Turns of the loop without a new connection after which there is none. */
  private static final int QUIET_TURNS = 2;

  private long accepted;

  /** A connection has been accepted. */
  void accepted() {
    accepted++;
  }

  /** Runs the task once the queue is empty, or at the end of the time; others may still connect. */
  void whenEmpty(EventLoop loop, long endNanos, Runnable task) {
    turn(loop, endNanos, task, 0);
  }

  /** A timer with zero delay runs in the loop's next turn, after its sockets. */
  private void turn(EventLoop loop, long endNanos, Runnable task, int quietTurns) {
    if (quietTurns == QUIET_TURNS || System.nanoTime() - endNanos > 0) {
      task.run();
      return;
    }
    long before = accepted;
    loop.schedule(
        () -> turn(loop, endNanos, task, accepted == before ? quietTurns + 1 : 0),
        0,
        TimeUnit.NANOSECONDS);
  }
}
