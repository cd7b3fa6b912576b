package dev.kexbench.bench.suite;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
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
 * A server of any exchange and its clients, who talk in memory and on one thread, whatever flights
 * that takes.
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
    List<ClientCredentials> enrolled =
        Enrolment.random(
                "client", Ring.SIZE, new EnrolmentSetup(keys.gate(), backend.sha256(), random))
            .stream()
            .map(each -> new ClientCredentials(each.id(), each.root(), Optional.empty(), ""))
            .toList();
    server =
        exchange.server(new ServerSetup(keys, ClientTable.of(enrolled), crypto, context, false));
    clients = exchange.client(new ClientSetup(keys.publicKey(), crypto, context));
    ring = Ring.of(enrolled.iterator()::next);
  }

  /**
   * What a handshake left.
   *
   * @param clientBytes that the client sent
   * @param serverBytes that the server sent before the client was done
   * @param roundTrips how often the client sent and had to wait for an answer
   */
  public record Outcome(
      Session client, Session server, int clientBytes, int serverBytes, int roundTrips) {
    /** Whether both sides have the same session. */
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
      return talk(client, connection);
    }
  }

  private static Outcome talk(ClientRole client, Role connection) {
    Session atServer = null;
    int sent = 0;
    int received = 0;
    int roundTrips = 0;
    Step mine = client.start();
    while (true) {
      byte[] there = bytes(mine);
      sent += there.length;
      roundTrips += mine instanceof Step.Send ? 1 : 0;
      Step theirs = there.length == 0 ? Step.AWAIT : told(connection, there);
      atServer = theirs instanceof Step.Established done ? done.session() : atServer;
      if (mine instanceof Step.Established done) {
        return new Outcome(done.session(), atServer, sent, received, roundTrips);
      }
      byte[] back = bytes(theirs);
      if (there.length + back.length == 0) {
        throw new IllegalStateException("both sides wait for the other");
      }
      received += back.length;
      mine = told(client, back);
    }
  }

  private static Step told(Role role, byte[] bytes) {
    Step step = role.receive(ByteBuffer.wrap(bytes));
    Step done = step instanceof Step.Compute compute ? compute.work().get() : step;
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
