package dev.kexbench.core.exchange;

import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.ServerKeys;
import java.time.Duration;
import java.util.Optional;

/**
 * The inputs of a server side.
 *
 * @param admission whether every client must present a valid admission tag before the server does
 *     any expensive work
 * @param ticketLifetime how long a client may resume after a full exchange; empty if the server
 *     issues no tickets. Exchanges that are not {@link StreamExchange#resumable()} ignore it
 * @param certificates what it presents and requires, in exchanges with certificates
 */
public record ServerSetup(
    ServerKeys keys,
    ClientTable clients,
    CryptoChoice crypto,
    ExchangeContext context,
    boolean admission,
    Optional<Duration> ticketLifetime,
    CertificateSetup certificates) {
  /** A server that issues no tickets. */
  public ServerSetup(
      ServerKeys keys,
      ClientTable clients,
      CryptoChoice crypto,
      ExchangeContext context,
      boolean admission) {
    this(keys, clients, crypto, context, admission, Optional.empty());
  }

  /** A server with a self-signed certificate, where it needs one. */
  public ServerSetup(
      ServerKeys keys,
      ClientTable clients,
      CryptoChoice crypto,
      ExchangeContext context,
      boolean admission,
      Optional<Duration> ticketLifetime) {
    this(keys, clients, crypto, context, admission, ticketLifetime, CertificateSetup.SELF_SIGNED);
  }

  /** The same with other keys. */
  public ServerSetup with(ServerKeys other) {
    return new ServerSetup(
        other, clients, crypto, context, admission, ticketLifetime, certificates);
  }
}
