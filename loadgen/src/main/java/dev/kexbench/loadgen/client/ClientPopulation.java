package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.loadgen.record.Mix;
import java.util.List;
import java.util.Optional;

/**
 * The clients of a run.
 *
 * @param transport the transport of the exchange
 * @param enrolled clients that the server knows; at least one
 * @param unknownClients clients that the server does not know; at least one if the mix has that
 *     class
 * @param mix the classes of clients and their shares
 * @param returning how honest clients return with tickets; empty if they do not
 */
public record ClientPopulation(
    ClientTransport transport,
    List<ClientCredentials> enrolled,
    List<ClientCredentials> unknownClients,
    Mix mix,
    Optional<ReturningClients> returning) {
  /** Clients that do not return. */
  public ClientPopulation(
      ClientTransport transport,
      List<ClientCredentials> enrolled,
      List<ClientCredentials> unknownClients,
      Mix mix) {
    this(transport, enrolled, unknownClients, mix, Optional.empty());
  }

  /** Clients of an exchange over connections. */
  public ClientPopulation(
      ClientSide side,
      List<ClientCredentials> enrolled,
      List<ClientCredentials> unknownClients,
      Mix mix) {
    this(ClientTransport.of(side), enrolled, unknownClients, mix);
  }
}
