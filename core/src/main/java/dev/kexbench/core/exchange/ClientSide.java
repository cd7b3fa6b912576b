package dev.kexbench.core.exchange;

import dev.kexbench.core.identity.ClientCredentials;
import java.util.List;

/** The client side of one exchange: the server's pinned key and pooled crypto objects. */
public interface ClientSide {
  /** A role for one new exchange on behalf of this client. */
  ClientRole open(ClientCredentials client);

  /**
   * The algorithms computed so far by a fallback provider because the backend lacks them, such as
   * {@code KeyAgreement DH}. Reports list them.
   */
  default List<String> fallbackAlgorithms() {
    return List.of();
  }
}
