package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.CertificateSetup;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.identity.ClientAuthority;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.Enrolment;
import dev.kexbench.core.identity.Enrolment.EnrolmentSetup;
import dev.kexbench.core.identity.ServerKeys;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whole handshakes of any exchange between a server and its clients, in memory and on one thread,
 * with as many flights as the exchange needs.
 */
public final class Handshakes {
  private static final byte[] NOTHING = {};

  private final ServerSide server;
  private final ClientSide clients;
  private final Ring<ClientCredentials> ring;

  /** New keys and {@link Ring#SIZE} clients for an exchange, with this backend on both sides. */
  public Handshakes(StreamExchange exchange, CryptoBackend backend) {
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
                Optional.empty(),
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
      Session client, Session server, int clientBytes, int serverBytes, int roundTrips) {
    /** Whether both sides established the same session. */
    public boolean agrees() {
      return Arrays.equals(client.id(), server.id());
    }
  }

  /**
   * A whole handshake of the next client.
   *
   * @throws IllegalStateException if either side refuses
   */
  public Outcome whole() {
    try (ClientRole client = clients.open(ring.next());
        Role connection = server.accept()) {
      connection.start();
      return run(client, connection);
    }
  }

  private static Outcome run(ClientRole client, Role connection) {
    Session atServer = null;
    int sent = 0;
    int received = 0;
    int roundTrips = 0;
    Step fromClient = client.start();
    while (true) {
      byte[] request = bytes(fromClient);
      sent += request.length;
      roundTrips += fromClient instanceof Step.Send ? 1 : 0;
      Step fromServer = request.length == 0 ? Step.AWAIT : received(connection, request);
      atServer = fromServer instanceof Step.Established done ? done.session() : atServer;
      if (fromClient instanceof Step.Established done) {
        return new Outcome(done.session(), atServer, sent, received, roundTrips);
      }
      byte[] reply = bytes(fromServer);
      if (request.length + reply.length == 0) {
        throw new IllegalStateException("each side waits for the other");
      }
      received += reply.length;
      fromClient = received(client, reply);
    }
  }

  private static Step received(Role role, byte[] bytes) {
    Step done = role.receive(ByteBuffer.wrap(bytes));
    while (done instanceof Step.Compute compute) {
      done = compute.work().get();
    }
    if (done instanceof Step.Refused refused) {
      throw new IllegalStateException("refused: " + refused.reason());
    }
    return done;
  }

  private static byte[] bytes(Step step) {
    if (step instanceof Step.Send send) {
      return send.bytes();
    }
    return step instanceof Step.Established established ? established.bytes() : NOTHING;
  }
}
