package dev.kexbench.core.crypto;

/**
 * Lends objects that are expensive to create and not thread-safe. An object has one borrower at a
 * time; if its borrower throws, it is never lent again.
 */
public interface Pool<T> {
  /** Runs a task with a borrowed object, and returns the object when the task ends. */
  <R> R with(Task<? super T, ? extends R> task);

  /**
   * Uses objects for the first time in advance, because a provider's first operation with a new key
   * can take several times as long as later ones. By default this is the object that the calling
   * thread borrows next; a pool that shares objects uses all of them. A strategy without a pool
   * keeps nothing.
   */
  default void warm(Task<? super T, ?> firstUse) {
    with(firstUse);
  }

  /** An operation on a borrowed object, which must not escape. */
  @FunctionalInterface
  interface Task<T, R> {
    R apply(T borrowed);
  }
}
