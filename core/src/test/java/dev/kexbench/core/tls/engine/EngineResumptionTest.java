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
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Resumption;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.exchange.Ticket;
import dev.kexbench.core.exchange.TlsEngine;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.core.identity.CertificateFiles;
import dev.kexbench.core.identity.ServerCertificates;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.core.tls.Tls;
import dev.kexbench.core.tls.TlsSuite;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Returning clients of every suite that resumes, with every engine. */
class EngineResumptionTest {
  /** The shortest certificate of a server here is longer. */
  private static final int CERTIFICATE_BYTES = 256;

  static Stream<StreamExchange> exchanges() {
    return Stream.concat(SslEngines.all().stream(), Tls.all().stream())
        .filter(StreamExchange::resumable);
  }

  /** Bouncy Castle's engine resumes by session ids, the others with tickets. */
  static Stream<Arguments> pairs() {
    return exchanges()
        .flatMap(
            client ->
                exchanges()
                    .filter(server -> server.suite().equals(client.suite()))
                    .filter(server -> hasTickets(server) == hasTickets(client))
                    .map(server -> Arguments.of(client, server)));
  }

  private static boolean hasTickets(StreamExchange exchange) {
    return !exchange.engine().equals(Optional.of(TlsEngine.BOUNCYCASTLE));
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
    assertEquals(side.costlyOperation().isPresent() ? 1 : 0, before);
    for (int i = 0; i < 5; i++) {
      var resumed = talk(clients.resume(ALICE, with(ticket)), side.accept());
      assertTrue(resumed.atClient().resumed());
      assertTrue(resumed.atServer().resumed());
      if (server.traits().contains(Trait.SHOWS_CERTIFICATE)) {
        assertTrue(resumed.serverBytes() < full.serverBytes() - CERTIFICATE_BYTES);
      }
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
      try (ClientRole client = clients.resume(ALICE, with(ticket));
          Role server = silent.accept()) {
        var second = EngineTalk.carry(client, server);
        assertFalse(second.atServer().resumed());
        Session session =
            second.client() instanceof Step.Established done
                ? done.session()
                : client.withoutTicket().session();
        assertFalse(session.resumed());
        // SunJSSE's servers send an id in TLS 1.2 all the same, which they forget at once.
        boolean id = exchange.name().matches("tls12.*@jdk");
        assertEquals(id, session.takeTicket().isPresent());
      }
    }
  }

  /** Its caller decides how long. */
  @ParameterizedTest
  @MethodSource("exchanges")
  void aClientOfTls13WaitsForATicketUntilItsCallerGivesUp(StreamExchange exchange) {
    ClientSide clients = clients(exchange);
    try (ClientRole client = clients.resume(ALICE, Resumption.first());
        Role server = server(exchange, NO_TICKETS, StageTimer.NONE).accept()) {
      assertFalse(client.awaitsTicket());
      assertThrows(IllegalStateException.class, client::withoutTicket);
      var ended = EngineTalk.carry(client, server);
      assertEquals(exchange.name().startsWith("tls13"), client.awaitsTicket());
      if (client.awaitsTicket()) {
        Step.Established done = client.withoutTicket();
        assertEquals(0, done.bytes().length);
        if (!exchange.traits().contains(Trait.NO_EXPORTER)) {
          assertArrayEquals(ended.atServer().id(), done.session().id());
        }
        assertFalse(client.awaitsTicket());
      }
      assertThrows(IllegalStateException.class, client::withoutTicket);
    }
  }

  /** A server without tickets that sends data, or ends the connection in order. */
  @ParameterizedTest
  @CsvSource({"jdk, true", "jdk, false", "boringssl, true", "boringssl, false"})
  void whatIsNoTicketEndsTheWaitAsWell(String engine, boolean closes) throws SSLException {
    Optional<StreamExchange> exchange =
        exchanges().filter(each -> each.name().equals("tls13-ecdhe@" + engine)).findFirst();
    assumeTrue(exchange.isPresent());
    SSLEngine server = withoutTickets();
    EngineDriver driver = new EngineDriver(server);
    EngineBuffers buffers = new EngineBuffers();
    try (ClientRole client = clients(exchange.get()).resume(ALICE, Resumption.first())) {
      driver.advance(ByteBuffer.wrap(EngineTalk.bytes(client.start())), buffers);
      Step second = client.receive(ByteBuffer.wrap(driver.takeOutput()));
      assertTrue(driver.advance(ByteBuffer.wrap(EngineTalk.bytes(second)), buffers));
      assertTrue(client.awaitsTicket());
      if (closes) {
        server.closeOutbound();
      }
      ByteBuffer last = ByteBuffer.allocate(server.getSession().getPacketBufferSize());
      server.wrap(ByteBuffer.wrap(new byte[] {1}), last);
      Step end = client.receive(last.flip());
      Session session = assertInstanceOf(Step.Established.class, end).session();
      assertTrue(session.takeTicket().isEmpty());
    }
  }

  private static SSLEngine withoutTickets() {
    var around = new ExchangeContext(() -> 0, new SecureRandom(), StageTimer.NONE);
    ServerKeys keys = TestKeys.rsa(2048);
    X509Certificate[] chain =
        ServerCertificates.chain(keys, 0, around.random()).stream()
            .map(CertificateFiles::decode)
            .toArray(X509Certificate[]::new);
    KeyManager[] own = {new ServerIdentityKeys(keys.secret(), chain)};
    SSLContext context = JdkContexts.create(own, null, around);
    context.getServerSessionContext().setSessionTimeout(8 * 24 * 3_600); // longer than tickets live
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    engine.setSSLParameters(JdkContexts.parameters(TlsSuite.TLS13_ECDHE));
    return engine;
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
