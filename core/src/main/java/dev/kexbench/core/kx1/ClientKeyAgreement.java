package dev.kexbench.core.kx1;

import dev.kexbench.core.identity.ClientCredentials;
import java.util.Optional;

/** The client side of a {@link KeyAgreement} in one exchange; wiped when closed. */
interface ClientKeyAgreement extends AutoCloseable {
  /** Creates {@code c}; called once. */
  byte[] offer(byte[] th1);

  /**
   * The secret from which all keys are derived, which the caller wipes. Empty if {@code s} is not a
   * valid response to that {@code c}.
   */
  Optional<byte[]> secret(byte[] s);

  @Override
  void close();

  /** Creates one instance for each exchange; thread-safe. */
  interface Factory {
    ClientKeyAgreement open(ClientCredentials client);
  }
}
