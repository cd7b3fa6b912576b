package dev.kexbench.core.tls.engine;

import static dev.kexbench.core.tls.engine.EngineTalk.ALICE;
import static dev.kexbench.core.tls.engine.EngineTalk.AN_HOUR;
import static dev.kexbench.core.tls.engine.EngineTalk.NO_TICKETS;
import static dev.kexbench.core.tls.engine.EngineTalk.clients;
import static dev.kexbench.core.tls.engine.EngineTalk.server;
import static dev.kexbench.core.tls.engine.EngineTalk.talk;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.Resumption;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.exchange.Ticket;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Returning clients of every suite and engine. */
class EngineResumptionTest {
  /** The shortest certificate of a server here is longer. */
  private static final int CERTIFICATE_BYTES = 256;

  static Stream<StreamExchange> exchanges() {
    return SslEngines.all().stream();
  }

  static Stream<Arguments> pairs() {
    return exchanges()
        .flatMap(
            client ->
                exchanges()
                    .filter(server -> suite(server).equals(suite(client)))
                    .map(server -> Arguments.of(client, server)));
  }

  private static String suite(StreamExchange exchange) {
    return exchange.name().replaceFirst("@.*", "");
  }

  private static Resumption with(Ticket ticket) {
    return new Resumption(Optional.of(ticket), false);
  }

  /** Five times in a row, each with the ticket of the one before. */
  @ParameterizedTest
  @MethodSource("pairs")
  void resumesWithoutThePrivateKey(StreamExchange client, StreamExchange server) {
    var uses = new EngineTalk.KeyUses();
    ServerSide side = server(server, AN_HOUR, uses);
    ClientSide clients = clients(client);
    var full = talk(clients.resume(ALICE, Resumption.first()), side.accept());
    assertFalse(full.atClient().resumed());
    assertFalse(full.atServer().resumed());
    Ticket ticket = full.atClient().takeTicket().orElseThrow();
    int before = uses.count();
    boolean isCounted = server.name().endsWith("@jdk") && !server.name().contains("ecdsa");
    assertEquals(isCounted ? 1 : 0, before);
    for (int i = 0; i < 5; i++) {
      var resumed = talk(clients.resume(ALICE, with(ticket)), side.accept());
      assertTrue(resumed.atClient().resumed());
      assertTrue(resumed.atServer().resumed());
      assertTrue(resumed.serverBytes() < full.serverBytes() - CERTIFICATE_BYTES);
      if (client.traits().equals(server.traits())) {
        assertArrayEquals(resumed.atClient().id(), resumed.atServer().id());
      }
      ticket = resumed.atClient().takeTicket().orElseThrow();
    }
    assertEquals(before, uses.count());
  }

  /** A TLS 1.2 client is through before the server has read its Finished, and may close then. */
  @ParameterizedTest
  @MethodSource("exchanges")
  void aServerThatResumesNeedsNoCryptoThreadForTheLastMessage(StreamExchange exchange) {
    ServerSide side = server(exchange, AN_HOUR, StageTimer.NONE);
    ClientSide clients = clients(exchange);
    var first = talk(clients.resume(ALICE, Resumption.first()), side.accept());
    Ticket ticket = first.atClient().takeTicket().orElseThrow();
    try (ClientRole client = clients.resume(ALICE, with(ticket));
        Role server = side.accept()) {
      server.start();
      Step hello = server.receive(ByteBuffer.wrap(EngineTalk.bytes(client.start())));
      byte[] answer = EngineTalk.bytes(EngineTalk.run(hello));
      byte[] last = EngineTalk.bytes(client.receive(ByteBuffer.wrap(answer)));
      assertFalse(server.receive(ByteBuffer.wrap(last)) instanceof Step.Compute);
    }
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void nothingIsResumedWithoutTicketsOfTheServer(StreamExchange exchange) {
    ServerSide issuing = server(exchange, AN_HOUR, StageTimer.NONE);
    ServerSide silent = server(exchange, NO_TICKETS, StageTimer.NONE);
    ClientSide clients = clients(exchange);
    for (int i = 0; i < 3; i++) {
      var first = talk(clients.resume(ALICE, Resumption.first()), issuing.accept());
      Ticket ticket = first.atClient().takeTicket().orElseThrow();
      var role = clients.resume(ALICE, with(ticket));
      var second = talk(role, silent.accept());
      assertFalse(second.atServer().resumed());
      // In TLS 1.3 the client still waits for a ticket.
      if (!exchange.name().startsWith("tls13")) {
        assertFalse(second.atClient().resumed());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void aClientThatDoesNotAskIsNeverResumed(StreamExchange exchange) {
    ServerSide side = server(exchange, AN_HOUR, StageTimer.NONE);
    ClientSide clients = clients(exchange);
    for (int i = 0; i < 3; i++) {
      talk(clients.resume(ALICE, Resumption.first()), side.accept()).atClient().close();
      var ended = talk(clients.open(ALICE), side.accept());
      assertFalse(ended.atClient().resumed());
      assertFalse(ended.atServer().resumed());
      assertTrue(ended.atClient().takeTicket().isEmpty());
    }
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void aClosedOrForeignTicketLeadsToAFullHandshake(StreamExchange exchange) {
    ServerSide side = server(exchange, AN_HOUR, StageTimer.NONE);
    ClientSide clients = clients(exchange);
    var first = talk(clients.resume(ALICE, Resumption.first()), side.accept());
    Ticket closed = first.atClient().takeTicket().orElseThrow();
    closed.close();
    closed.close();
    var second = talk(clients.resume(ALICE, with(closed)), side.accept());
    assertFalse(second.atClient().resumed());
    Ticket others = second.atClient().takeTicket().orElseThrow();
    var third = talk(clients(exchange).resume(ALICE, with(others)), side.accept());
    assertFalse(third.atClient().resumed());
    assertFalse(third.atServer().resumed());
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void aTicketOfAnotherServerLeadsToAFullHandshake(StreamExchange exchange) {
    ClientSide clients = clients(exchange);
    var first =
        talk(
            clients.resume(ALICE, Resumption.first()),
            server(exchange, AN_HOUR, StageTimer.NONE).accept());
    Ticket ticket = first.atClient().takeTicket().orElseThrow();
    var second =
        talk(
            clients.resume(ALICE, with(ticket)),
            server(exchange, AN_HOUR, StageTimer.NONE).accept());
    assertFalse(second.atClient().resumed());
    assertFalse(second.atServer().resumed());
    assertNotEquals(Optional.empty(), second.atClient().takeTicket());
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void tls12ResumesWithoutForwardSecrecyOnly(StreamExchange exchange) {
    Resumption secret = new Resumption(Optional.empty(), true);
    ClientSide clients = clients(exchange);
    if (exchange.name().startsWith("tls13")) {
      clients.resume(ALICE, secret).close();
    } else {
      assertThrows(IllegalArgumentException.class, () -> clients.resume(ALICE, secret));
    }
  }
}
