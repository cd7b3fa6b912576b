/**
 * Crypto backends, and how their objects are pooled.
 *
 * <p>A {@link dev.kexbench.core.crypto.CryptoBackend} makes objects; a {@link
 * dev.kexbench.core.crypto.Pool} lends them, one borrower at a time. Providers are asked by their
 * {@code Provider} object and never installed into the process. What a provider throws becomes a
 * {@link dev.kexbench.core.crypto.CryptoFailure}, and the object that threw is not used again.
 *
 * <p>To embed: {@code Backends.select("auto")} once a process loads the fastest provider that
 * passes its self test, and says which it skipped. A {@link dev.kexbench.core.crypto.CryptoChoice}
 * says how objects are pooled: {@code BOUNDED} where operations run on few threads of an executor,
 * {@code THREAD_LOCAL} or {@code CONFINED} where they run on event loops, none of the two for
 * virtual threads. {@code threads} is how many operations run at once; {@code BOUNDED} makes the
 * next one wait, so it must not be fewer than the event loops that may not block.
 *
 * <p>A backend, a choice and a pool are for any number of threads; a borrowed object is for its
 * task alone. Arrays given to a crypto object stay the caller's, who wipes them ({@link
 * dev.kexbench.core.crypto.Secrets#wipe}); results too. Providers keep their own copies of imported
 * keys, which nothing can wipe before the collector comes.
 */
package dev.kexbench.core.crypto;
