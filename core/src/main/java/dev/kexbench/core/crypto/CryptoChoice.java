package dev.kexbench.core.crypto;

import java.util.function.Supplier;

/**
 * Which backend, and how its objects are pooled.
 *
 * @param threads how many threads will borrow at once; bounded pools hold as many objects
 */
public record CryptoChoice(CryptoBackend backend, PoolKind pool, int threads) {
  /** A pool of this choice's kind. */
  public <T> Pool<T> pooled(Supplier<T> factory) {
    return pool.create(factory, threads);
  }
}
