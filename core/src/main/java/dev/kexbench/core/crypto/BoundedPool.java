package dev.kexbench.core.crypto;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lends at most {@code capacity} objects at once, created on first use. */
final class BoundedPool<T> implements Pool<T> {
  private final ConcurrentLinkedQueue<T> resting = new ConcurrentLinkedQueue<>();
  private final Semaphore permits;
  private final Supplier<T> factory;

  BoundedPool(Supplier<T> factory, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a pool must hold at least 1 object, was " + capacity);
    }
    this.factory = factory;
    this.permits = new Semaphore(capacity);
  }

  /** Creates and uses all objects that are not lent, and those that do not exist yet. */
  @Override
  public void warm(Task<? super T, ?> firstUse) {
    int free = permits.drainPermits();
    List<T> used = new ArrayList<>();
    try {
      for (int i = 0; i < free; i++) {
        T found = resting.poll();
        T borrowed = found == null ? factory.get() : found;
        firstUse.apply(borrowed);
        used.add(borrowed);
      }
    } finally {
      resting.addAll(used);
      permits.release(free);
    }
  }

  @Override
  public <R> R with(Task<? super T, ? extends R> task) {
    permits.acquireUninterruptibly();
    try {
      T found = resting.poll();
      T borrowed = found == null ? factory.get() : found;
      R result = task.apply(borrowed);
      resting.add(borrowed);
      return result;
    } finally {
      permits.release();
    }
  }
}
