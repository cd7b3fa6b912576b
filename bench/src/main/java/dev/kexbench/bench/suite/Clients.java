package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Resumption;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ServerKeys;
import java.util.List;
import java.util.Optional;

/** A ring of enrolled clients, with the exchanges and OFFERs that they start. Not thread-safe. */
final class Clients {
  private final ClientSide side;
  private final Ring<ClientCredentials> ring;

  Clients(
      StreamExchange exchange,
      ServerKeys keys,
      List<ClientCredentials> enrolled,
      CryptoChoice crypto,
      ExchangeContext context) {
    side = exchange.client(new ClientSetup(keys.publicKey(), crypto, context));
    ring = Ring.of(enrolled.iterator()::next);
  }

  /** The next client; the first follows the last. */
  ClientCredentials next() {
    return ring.next();
  }

  /** An exchange of a client that does not use admission. */
  ClientRole open(ClientCredentials client) {
    return side.open(new ClientCredentials(client.id(), client.root(), Optional.empty(), ""));
  }

  /** The whole OFFER of a client that does not use admission. */
  byte[] offer(ClientCredentials client) {
    return sent(open(client));
  }

  /** The whole OFFER of a client that uses admission if its credentials allow it. */
  byte[] offerWithAdmission(ClientCredentials client) {
    return sent(side.open(client));
  }

  /**
   * The whole OFFER of a client that does not use admission and returns with the ticket of a full
   * exchange with this server, which takes place here.
   */
  byte[] returningOffer(ClientCredentials client, ServerSide issuer, ResumptionKind how) {
    ClientCredentials plain =
        new ClientCredentials(client.id(), client.root(), Optional.empty(), "");
    try (MemoryHandshake full =
        new MemoryHandshake(side.resume(plain, Resumption.first()), issuer)) {
      full.answer();
      try (Handshakes.Outcome done = full.finish();
          ClientRole role = side.resume(plain, how.with(done.client().takeTicket().get()))) {
        return sent(role);
      }
    }
  }

  private static byte[] sent(ClientRole role) {
    return ((Step.Send) role.start()).bytes();
  }
}
