package dev.kexbench.loadgen.client;

import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.loadgen.record.Mix;
import java.util.List;

/**
 * Who the clients of a run are.
 *
 * @param caller how they speak the exchange
 * @param enrolled in whose names handshakes are made; at least one
 * @param strangers whom the server does not know; at least one where the mix has such a class
 * @param mix which classes there are, and their shares
 */
public record Cast(
    Caller caller, List<ClientCredentials> enrolled, List<ClientCredentials> strangers, Mix mix) {
  /** Clients that speak on connections. */
  public Cast(
      ClientSide side,
      List<ClientCredentials> enrolled,
      List<ClientCredentials> strangers,
      Mix mix) {
    this(Caller.of(side), enrolled, strangers, mix);
  }
}
