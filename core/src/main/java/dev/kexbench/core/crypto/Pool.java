package dev.kexbench.core.crypto;

/**
 * Lends objects that are expensive to create and not thread-safe. An object has one borrower at a
 * time; if its borrower throws, it is never lent again.
 */
public interface Pool<T> {
  /** Runs a task with a borrowed object, and returns the object when the task ends. */
  <R> R with(Task<? super T, ? extends R> task);

  /** An operation on a borrowed object, which must not escape. */
  @FunctionalInterface
  interface Task<T, R> {
    R apply(T borrowed);
  }
}
