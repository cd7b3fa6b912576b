package dev.kexbench.core.kx1;

import dev.kexbench.core.identity.ClientCredentials;
import java.util.Optional;

/** A client's end of a {@link KeyAgreement} in one exchange; wiped when closed. */
interface ClientKeyAgreement extends AutoCloseable {
  /** Makes {@code c}; called once. */
  byte[] offer(byte[] th1);

  /**
   * The secret that all keys follow from, which the caller wipes; empty where {@code s} is no
   * answer to that {@code c}.
   */
  Optional<byte[]> secret(byte[] s);

  @Override
  void close();

  /** Makes one for each exchange; thread-safe. */
  interface Factory {
    ClientKeyAgreement open(ClientCredentials client);
  }
}
