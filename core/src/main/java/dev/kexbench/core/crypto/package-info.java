/**
 * Crypto backends, and the pooling of their objects.
 *
 * <p>A {@link dev.kexbench.core.crypto.CryptoBackend} creates objects; a {@link
 * dev.kexbench.core.crypto.Pool} lends them to one borrower at a time. Providers are addressed
 * through their {@code Provider} object and never registered in the JVM. An exception from a
 * provider becomes a {@link dev.kexbench.core.crypto.CryptoFailure}, and the object that threw it
 * is not used again.
 *
 * <p>To embed: once per process, {@code Backends.select("auto")} loads the fastest provider that
 * passes its self-test, and lists the ones it skipped. A {@link
 * dev.kexbench.core.crypto.CryptoChoice} sets how objects are pooled: {@code BOUNDED} if operations
 * run on the few threads of an executor, {@code THREAD_LOCAL} or {@code CONFINED} if they run on
 * event loops, neither of these two for virtual threads. {@code threads} is how many operations run
 * at once. {@code BOUNDED} makes further ones wait, so {@code threads} must not be less than the
 * number of event loops, which must not block.
 *
 * <p>Backends, choices and pools are thread-safe; a borrowed object is for its task only. Arrays
 * passed to a crypto object, and results, belong to the caller, who wipes them ({@link
 * dev.kexbench.core.crypto.Secrets#wipe}). Providers keep their own copies of imported keys, which
 * cannot be wiped and stay in memory until they are garbage-collected.
 */
package dev.kexbench.core.crypto;
