package dev.kexbench.core.crypto;

import java.util.function.Supplier;

/** Creates an object for each use and discards it. */
record FreshPool<T>(Supplier<T> factory) implements Pool<T> {
  @Override
  public <R> R with(Task<? super T, ? extends R> task) {
    return task.apply(factory.get());
  }
}
