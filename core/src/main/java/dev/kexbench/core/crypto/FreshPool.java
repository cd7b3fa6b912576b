package dev.kexbench.core.crypto;

import java.util.function.Supplier;

/** Makes an object for each use and drops it. */
record FreshPool<T>(Supplier<T> factory) implements Pool<T> {
  @Override
  public <R> R with(Task<? super T, ? extends R> task) {
    return task.apply(factory.get());
  }
}
