package dev.kexbench.core.exchange;

import dev.kexbench.core.identity.ClientCredentials;
import java.util.List;

/** The client side of one exchange: the server's pinned key and pooled crypto objects. */
public interface ClientSide {
  /** A role for one new exchange on behalf of this client. */
  ClientRole open(ClientCredentials client);

  /**
   * A role for one new exchange that ends with a ticket in its session, and that resumes an earlier
   * exchange if it is given one. If the server refuses the ticket, the role performs a full
   * exchange on the same connection.
   *
   * @throws UnsupportedOperationException if the exchange has no tickets; see {@link
   *     StreamExchange#resumable()}
   */
  default ClientRole resume(ClientCredentials client, Resumption resumption) {
    throw new UnsupportedOperationException("this exchange has no tickets");
  }

  /**
   * The algorithms computed so far by a fallback provider because the backend lacks them, such as
   * {@code KeyAgreement DH}. Reports list them.
   */
  default List<String> fallbackAlgorithms() {
    return List.of();
  }
}
