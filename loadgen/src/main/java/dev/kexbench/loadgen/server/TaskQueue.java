package dev.kexbench.loadgen.server;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Predicate;

/** The queue in front of the crypto threads, in the order of arrival. Thread-safe. */
final class TaskQueue {
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final int places;

  /**
   * An empty queue.
   *
   * @param places the number of tasks up to which it is not full
   */
  TaskQueue(int places) {
    this.places = places;
  }

  /** Adds a task; false if the queue is full. */
  synchronized boolean offer(Runnable task) {
    if (tasks.size() >= places) {
      return false;
    }
    add(task);
    return true;
  }

  /** Adds a task also to a full queue. */
  synchronized void add(Runnable task) {
    tasks.add(task);
    notify();
  }

  /** Removes and returns the task that has waited longest; waits for one if there is none. */
  synchronized Runnable take() throws InterruptedException {
    while (tasks.isEmpty()) {
      wait();
    }
    return tasks.remove();
  }

  /** Removes tasks; asks in the order of arrival, once for each. */
  synchronized void removeIf(Predicate<Runnable> filter) {
    tasks.removeIf(filter);
  }

  synchronized int size() {
    return tasks.size();
  }
}
