/**
 * Crypto backends, and how their objects are pooled.
 *
 * <p>A {@link dev.kexbench.core.crypto.CryptoBackend} makes objects; a {@link
 * dev.kexbench.core.crypto.Pool} lends them, one borrower at a time. Providers are asked by their
 * {@code Provider} object and never installed into the process. What a provider throws becomes a
 * {@link dev.kexbench.core.crypto.CryptoFailure}, and the object that threw is not used again.
 */
package dev.kexbench.core.crypto;
