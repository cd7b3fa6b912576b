package dev.kexbench.core.exchange;

import dev.kexbench.core.identity.ClientCredentials;
import java.util.List;

/** The client side of one exchange: the server's pinned key and pooled crypto objects. */
public interface ClientSide {
  /** A role for one new exchange in the name of this client. */
  ClientRole open(ClientCredentials client);

  /**
   * What was computed so far by another provider than the backend's, which does not have it, as
   * {@code KeyAgreement DH}: reports say so.
   */
  default List<String> fallbackAlgorithms() {
    return List.of();
  }
}
