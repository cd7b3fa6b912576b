package dev.kexbench.bench.suite;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.Step;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * One handshake of any exchange between a client and a new connection of a server, in memory and on
 * one thread. Each method throws {@code IllegalStateException} if either side refuses. Owns both
 * roles.
 */
final class MemoryHandshake implements AutoCloseable {
  private static final byte[] NOTHING = {};

  private final ClientRole client;
  private final ServerSide server;
  private Role connection;
  private Step fromClient;
  private Step fromServer;
  private Session atServer;
  private int sent;
  private int received;
  private int roundTrips;

  /** The client makes its first flight. */
  MemoryHandshake(ClientRole client, ServerSide server) {
    this.client = client;
    this.server = server;
    fromClient = client.start();
  }

  /** Delivers the client's flight to the server, which does all of its work on it. */
  Step answer() {
    if (connection == null) {
      connection = server.accept();
      connection.start();
    }
    byte[] request = bytes(fromClient);
    sent += request.length;
    roundTrips += fromClient instanceof Step.Send ? 1 : 0;
    fromServer = request.length == 0 ? Step.AWAIT : received(connection, request);
    atServer = fromServer instanceof Step.Established done ? done.session() : atServer;
    if (request.length + bytes(fromServer).length == 0) {
      throw new IllegalStateException("each side waits for the other");
    }
    return fromServer;
  }

  /** What follows the server's answer, until both sides are established. */
  Handshakes.Outcome finish() {
    while (!(fromClient instanceof Step.Established)) {
      byte[] reply = bytes(fromServer);
      received += reply.length;
      fromClient = received(client, reply);
      answerIfAny();
    }
    Session atClient = ((Step.Established) fromClient).session();
    return new Handshakes.Outcome(atClient, atServer, sent, received, roundTrips);
  }

  /** A client that is established may have nothing left to send. */
  private void answerIfAny() {
    if (!(fromClient instanceof Step.Established done) || done.bytes().length > 0) {
      answer();
    }
  }

  /** All that a role makes of these bytes: what it sends in one step, or the end of it. */
  private static Step received(Role role, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte[] sent = NOTHING;
    Step done;
    do {
      done = computed(role.receive(in));
      sent = joined(sent, bytes(done));
    } while (in.hasRemaining() && done instanceof Step.Send);
    if (done instanceof Step.Established established) {
      return new Step.Established(established.session(), sent);
    }
    return sent.length == 0 ? Step.AWAIT : new Step.Send(sent);
  }

  private static Step computed(Step step) {
    Step done = step;
    while (done instanceof Step.Compute compute) {
      done = compute.work().get();
    }
    if (done instanceof Step.Refused refused) {
      throw new IllegalStateException("refused: " + refused.reason());
    }
    return done;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    if (first.length == 0) {
      return second;
    }
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] bytes(Step step) {
    if (step instanceof Step.Send send) {
      return send.bytes();
    }
    return step instanceof Step.Established established ? established.bytes() : NOTHING;
  }

  @Override
  public void close() {
    client.close();
    if (connection != null) {
      connection.close();
    }
  }
}
