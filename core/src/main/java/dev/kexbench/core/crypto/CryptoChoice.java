package dev.kexbench.core.crypto;

import java.util.function.Supplier;

/**
 * The selected backend and pooling strategy.
 *
 * @param threads how many threads borrow at once; the capacity of bounded pools
 */
public record CryptoChoice(CryptoBackend backend, PoolKind pool, int threads) {
  /** A pool with this choice's strategy. */
  public <T> Pool<T> pooled(Supplier<T> factory) {
    return pool.create(factory, threads);
  }
}
