package dev.kexbench.loadgen.server;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/**
 * The connections that the kernel has established and one event loop has not accepted yet. Closing
 * the listening socket would reset them, so a server that stops takes them first. Confined to that
 * event loop.
 */
final class AcceptQueue {
  /** Turns of the loops without a new connection after which there is none. */
  private static final int QUIET_TURNS = 2;

  private final int backlog;
  private long accepted;

  /**
   * Creates a queue that is empty.
   *
   * @param backlog how many connections the kernel keeps at most
   */
  AcceptQueue(int backlog) {
    this.backlog = backlog;
  }

  /** A connection has been accepted. */
  void accepted() {
    accepted++;
  }

  /**
   * Runs the task once what is queued now has been accepted, or at the end of the time; others may
   * still connect.
   *
   * @param loop the event loop that calls
   * @param accepting the event loop of the listening socket, which may be the same one
   */
  void whenEmpty(EventLoop loop, EventLoop accepting, long endNanos, Runnable task) {
    // The kernel lets the queue exceed the backlog by one.
    new Taking(loop, accepting, endNanos, accepted + backlog + 1, task).turn(0);
  }

  /** Takes connections until the queue is empty. */
  private final class Taking {
    private final EventLoop loop;
    private final EventLoop accepting;
    private final long endNanos;
    private final long most;
    private final Runnable task;

    private Taking(EventLoop loop, EventLoop accepting, long endNanos, long most, Runnable task) {
      this.loop = loop;
      this.accepting = accepting;
      this.endNanos = endNanos;
      this.most = most;
      this.task = task;
    }

    private void turn(int quietTurns) {
      boolean isEmpty = quietTurns == QUIET_TURNS || accepted >= most;
      if (isEmpty || System.nanoTime() - endNanos > 0) {
        task.run();
        return;
      }
      long before = accepted;
      Runnable next = () -> turn(accepted == before ? quietTurns + 1 : 0);
      if (accepting == loop) {
        inNextTurn(loop, next);
      } else {
        inNextTurn(accepting, () -> inNextTurn(loop, next));
      }
    }
  }

  /** A timer with zero delay runs in the loop's next turn, after its sockets. */
  private static void inNextTurn(EventLoop loop, Runnable task) {
    loop.schedule(task, 0, TimeUnit.NANOSECONDS);
  }
}
