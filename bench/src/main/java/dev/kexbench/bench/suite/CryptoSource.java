package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.BackendKind;
import dev.kexbench.core.crypto.CryptoBackend;
import java.security.SecureRandom;
import java.util.function.Supplier;

/** Who computes in an exchange: a crypto backend, or nobody. */
public enum CryptoSource {
  /** See {@link BackendKind#ACCP}. */
  ACCP(() -> Jca.of(BackendKind.ACCP)),
  /** See {@link BackendKind#BC}. */
  BC(() -> Jca.of(BackendKind.BC)),
  /** See {@link BackendKind#JDK}. */
  JDK(() -> Jca.of(BackendKind.JDK)),
  /** Nobody: what is left is the protocol's own cost. */
  NO_CRYPTO(NoCrypto::new);

  private final Supplier<CryptoBackend> backend;

  CryptoSource(Supplier<CryptoBackend> backend) {
    this.backend = backend;
  }

  /** Where random bytes come from: of nobody they are none. */
  SecureRandom random() {
    return this == NO_CRYPTO ? NoCrypto.random() : new SecureRandom();
  }

  CryptoBackend backend() {
    return backend.get();
  }
}
