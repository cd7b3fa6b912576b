package dev.kexbench.core.crypto;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Confines one object to each of the first {@code capacity} threads, in slots of the pool instead
 * of thread-locals. Any further thread creates an object for each use; the slot of a terminated
 * thread is reused.
 */
final class ConfinedPool<T> implements Pool<T> {
  private final AtomicReferenceArray<Slot<T>> slots;
  private final Supplier<T> factory;

  ConfinedPool(Supplier<T> factory, int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a pool must hold at least 1 object, was " + capacity);
    }
    this.factory = factory;
    this.slots = new AtomicReferenceArray<>(capacity);
  }

  @Override
  public <R> R with(Task<? super T, ? extends R> task) {
    Slot<T> slot = slotOf(Thread.currentThread());
    if (slot == null) {
      return task.apply(factory.get());
    }
    T borrowed = slot.resting == null ? factory.get() : slot.resting;
    slot.resting = null;
    R result = task.apply(borrowed);
    slot.resting = borrowed;
    return result;
  }

  /** This thread's slot, a free one that is now assigned to it, or null if all are taken. */
  private Slot<T> slotOf(Thread thread) {
    for (int i = 0; i < slots.length(); i++) {
      Slot<T> slot = slots.get(i);
      if (slot != null && slot.owner == thread) {
        return slot;
      }
    }
    for (int i = 0; i < slots.length(); i++) {
      Slot<T> before = slots.get(i);
      Slot<T> fresh = new Slot<>(thread);
      boolean free = before == null || !before.owner.isAlive();
      if (free && slots.compareAndSet(i, before, fresh)) {
        return fresh;
      }
    }
    return null;
  }

  /** A thread and its object; only that thread accesses the object. */
  private static final class Slot<T> {
    private final Thread owner;
    private T resting;

    private Slot(Thread owner) {
      this.owner = owner;
    }
  }
}
