package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.CertificateSetup;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Resumption;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.identity.ClientAuthority;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.Enrolment;
import dev.kexbench.core.identity.Enrolment.EnrolmentSetup;
import dev.kexbench.core.identity.ServerKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whole handshakes of any exchange between a server and its clients, in memory and on one thread,
 * with as many flights as the exchange needs.
 */
public final class Handshakes {
  private final ServerSide server;
  private final ClientSide clients;
  private final Ring<ClientCredentials> ring;

  /** New keys and {@link Ring#SIZE} clients for an exchange, with this backend on both sides. */
  public Handshakes(StreamExchange exchange, CryptoBackend backend) {
    this(exchange, backend, Optional.empty());
  }

  /**
   * The same; the server issues tickets if they have a lifetime.
   *
   * @param ticketLifetime how long a client may resume after a full exchange
   */
  Handshakes(StreamExchange exchange, CryptoBackend backend, Optional<Duration> ticketLifetime) {
    SecureRandom random = new SecureRandom();
    ServerKeys keys = exchange.generateKeys(random);
    CryptoChoice crypto = new CryptoChoice(backend, PoolKind.THREAD_LOCAL, 1);
    ExchangeContext context =
        new ExchangeContext(System::currentTimeMillis, random, StageTimer.NONE);
    Optional<ClientAuthority> authority =
        exchange.usesClientCertificates()
            ? Optional.of(ClientAuthority.create(random))
            : Optional.empty();
    EnrolmentSetup enrolment = new EnrolmentSetup(keys.gate(), backend.sha256(), random, authority);
    List<ClientCredentials> enrolled =
        Enrolment.random("client", Ring.SIZE, enrolment).stream()
            .map(ClientCredentials::withoutAdmission)
            .toList();
    server =
        exchange.server(
            new ServerSetup(
                keys,
                ClientTable.of(enrolled),
                crypto,
                context,
                /* admission= */ false,
                ticketLifetime,
                new CertificateSetup(0, authority.map(ClientAuthority::certificate))));
    clients = exchange.client(new ClientSetup(keys.publicKey(), crypto, context));
    ring = Ring.of(enrolled.iterator()::next);
  }

  /**
   * The result of a handshake.
   *
   * @param clientBytes that the client sent
   * @param serverBytes that the server sent before the client was done
   * @param roundTrips the number of times that the client sent and waited for an answer
   */
  public record Outcome(
      Session client, Session server, int clientBytes, int serverBytes, int roundTrips)
      implements AutoCloseable {
    /** Whether both sides established the same session. */
    public boolean agrees() {
      return Arrays.equals(client.id(), server.id());
    }

    /** Whether both sides resumed an earlier exchange. */
    boolean isResumed() {
      return client.resumed() && server.resumed();
    }

    /** Wipes both sessions. */
    @Override
    public void close() {
      client.close();
      server.close();
    }
  }

  /**
   * A whole handshake of the next client.
   *
   * @throws IllegalStateException if either side refuses
   */
  public Outcome whole() {
    try (MemoryHandshake handshake = new MemoryHandshake(clients.open(ring.next()), server)) {
      handshake.answer();
      return handshake.finish();
    }
  }

  /** The next client. */
  ClientCredentials next() {
    return ring.next();
  }

  /** Begins a handshake that ends with a ticket; the caller closes it. */
  MemoryHandshake begin(ClientCredentials client, Resumption resumption) {
    return new MemoryHandshake(clients.resume(client, resumption), server);
  }
}
