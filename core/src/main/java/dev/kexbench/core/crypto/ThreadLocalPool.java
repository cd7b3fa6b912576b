package dev.kexbench.core.crypto;

import java.util.function.Supplier;

/**
 * Keeps one object per thread. While it is lent, a nested borrower on the same thread gets a new
 * object.
 */
final class ThreadLocalPool<T> implements Pool<T> {
  private final ThreadLocal<Slot<T>> slots = ThreadLocal.withInitial(Slot::new);
  private final Supplier<T> factory;

  ThreadLocalPool(Supplier<T> factory) {
    this.factory = factory;
  }

  @Override
  public <R> R with(Task<? super T, ? extends R> task) {
    Slot<T> slot = slots.get();
    T borrowed = slot.resting == null ? factory.get() : slot.resting;
    slot.resting = null;
    R result = task.apply(borrowed);
    slot.resting = borrowed;
    return result;
  }

  private static final class Slot<T> {
    private T resting;
  }
}
