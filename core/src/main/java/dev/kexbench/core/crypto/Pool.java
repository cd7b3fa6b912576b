package dev.kexbench.core.crypto;

/**
 * Lends objects that are dear to make and not thread-safe. An object has one borrower at a time;
 * one whose borrower threw is never lent again.
 */
public interface Pool<T> {
  /** Lends an object for the length of the task. */
  <R> R with(Task<? super T, ? extends R> task);

  /** What is done with a borrowed object; it must not escape. */
  @FunctionalInterface
  interface Task<T, R> {
    R apply(T borrowed);
  }
}
