package dev.kexbench.core.exchange;

import dev.kexbench.core.identity.ClientCredentials;

/** The client side of one exchange: the server's pinned key and pooled crypto objects. */
public interface ClientSide {
  /** A role for one new exchange in the name of this client. */
  ClientRole open(ClientCredentials client);
}
