package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.loadgen.record.Mix;
import java.util.List;

/**
 * Who the clients of a run are.
 *
 * @param transport how they speak the exchange
 * @param enrolled in whose names handshakes are made; at least one
 * @param unknownClients whom the server does not know; at least one where the mix has such a class
 * @param mix which classes there are, and their shares
 */
public record ClientPopulation(
    ClientTransport transport,
    List<ClientCredentials> enrolled,
    List<ClientCredentials> unknownClients,
    Mix mix) {
  /** Clients that speak on connections. */
  public ClientPopulation(
      ClientSide side,
      List<ClientCredentials> enrolled,
      List<ClientCredentials> unknownClients,
      Mix mix) {
    this(ClientTransport.of(side), enrolled, unknownClients, mix);
  }
}
