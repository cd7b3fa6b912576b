package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.CryptoBackend;
import java.security.SecureRandom;
import java.util.function.Supplier;

/** Where an exchange's cryptography comes from: a crypto backend, or none. */
public enum CryptoSource {
  /** See {@link BackendKind#ACCP}. */
  ACCP(() -> Jca.of(BackendKind.ACCP)),
  /** See {@link BackendKind#BC}. */
  BC(() -> Jca.of(BackendKind.BC)),
  /** See {@link BackendKind#JDK}. */
  JDK(() -> Jca.of(BackendKind.JDK)),
  /** No cryptography: what remains is the protocol's own cost. */
  NO_CRYPTO(NoCrypto::new);

  private final Supplier<CryptoBackend> backend;

  CryptoSource(Supplier<CryptoBackend> backend) {
    this.backend = backend;
  }

  /** The source of random bytes; without cryptography, a counter. */
  SecureRandom random() {
    return this == NO_CRYPTO ? NoCrypto.random() : new SecureRandom();
  }

  CryptoBackend backend() {
    return backend.get();
  }
}
