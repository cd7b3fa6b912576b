package dev.kexbench.core.kx1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Resumption;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.SessionKey;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.exchange.Ticket;
import dev.kexbench.core.identity.ClientCredentials;
import java.time.Duration;
import java.util.Optional;

/** A {@link World} whose server issues tickets, and what its clients do with them. */
final class Returning {
  static final Duration LIFETIME = Duration.ofMinutes(10);

  final World world;

  Returning(World.Options options) {
    world = new World(options.tickets(LIFETIME));
  }

  static Returning to(Suite suite) {
    return new Returning(World.Options.of(suite));
  }

  static Returning to(Suite suite, CryptoBackend backend) {
    return new Returning(World.Options.of(suite).with(backend));
  }

  /** A server that remembers OFFERs and tickets. */
  static Returning guarded() {
    return new Returning(World.Options.of(Suite.RSA_2048).admission(true));
  }

  /** A ticket of alice's, from a full exchange on a connection of its own. */
  Ticket ticket() {
    return ticket(world.server.accept(), role(world.alice, Optional.empty(), false));
  }

  /** The ticket that ends an exchange, which must succeed. */
  Ticket ticket(Role connection, ClientRole client) {
    return complete(connection, client).client().takeTicket().orElseThrow();
  }

  ClientRole role(ClientCredentials client, Optional<Ticket> ticket, boolean forwardSecret) {
    return world.clients(world.clock::get).resume(client, new Resumption(ticket, forwardSecret));
  }

  /** Alice returns with this ticket. */
  ClientRole returning(Ticket ticket, ResumeMode mode) {
    return role(world.alice, Optional.of(ticket), mode.curve().isPresent());
  }

  /** The OFFER of alice, who returns with this ticket. */
  byte[] offer(Ticket ticket, ResumeMode mode) {
    return Talk.sent(returning(ticket, mode).start());
  }

  /** Both sides of an exchange that takes one round trip and must succeed. */
  Sessions complete(Role connection, ClientRole client) {
    return complete(connection, client, Talk.sent(client.start()));
  }

  /** The same, from this OFFER on. */
  Sessions complete(Role connection, ClientRole client, byte[] offer) {
    byte[] ack = Talk.sent(Talk.deliver(connection, offer));
    Step.Established done = Talk.established(Talk.deliver(client, ack));
    Session served = Talk.session(Talk.deliver(connection, done.bytes()));
    return new Sessions(done.session(), served);
  }

  /** The session on either side. */
  record Sessions(Session client, Session server) {
    void assertAgree() {
      assertArrayEquals(client.id(), server.id());
      assertEquals(client.resumed(), server.resumed());
      for (SessionKey which : SessionKey.values()) {
        assertArrayEquals(client.key(which), server.key(which), which.label());
      }
    }
  }
}
