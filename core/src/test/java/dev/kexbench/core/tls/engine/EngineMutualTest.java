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
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Resumption;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.exchange.Ticket;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.core.identity.CertificateFiles;
import dev.kexbench.core.identity.ClientAuthority;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.tls.ClientCertificates;
import dev.kexbench.core.tls.Tls;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.bouncycastle.tls.AlertDescription;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Servers of engines whose clients have certificates: one refusal for every fault. Clients with a
 * fault are those of Bouncy Castle's engine, which send whatever they are given.
 */
class EngineMutualTest {
  private static final ClientCredentials BOB = EngineTalk.client("bob", 0xB0);

  static Stream<StreamExchange> exchanges() {
    return SslEngines.all().stream().filter(StreamExchange::usesClientCertificates);
  }

  private static StreamExchange byBouncyCastle(StreamExchange exchange) {
    return Tls.all().stream()
        .filter(each -> each.suite().equals(exchange.suite()))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isVersion13(StreamExchange exchange) {
    return exchange.suite().startsWith("tls13");
  }

  private static ClientCredentials with(ClientCredentials client, byte[] root, byte[] certificate) {
    return new ClientCredentials(
        client.id(), root, Optional.empty(), client.name(), Optional.ofNullable(certificate));
  }

  private static Step.Refused refused(ServerSide side, StreamExchange exchange, ClientRole as) {
    Step.Refused refused = assertInstanceOf(Step.Refused.class, talk(as, side.accept()).server());
    assertEquals(Reason.REJECTED, refused.reason());
    assertTrue(refused.ends());
    if (!isVersion13(exchange)) {
      assertEquals(21, refused.bytes()[0], "an alert in the clear");
    }
    return refused;
  }

  private static Step.Refused refused(StreamExchange exchange, ClientCredentials client) {
    return refused(server(exchange), exchange, clients(byBouncyCastle(exchange)).open(client));
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void knowsWhichClientItIs(StreamExchange exchange) {
    for (StreamExchange of : List.of(exchange, byBouncyCastle(exchange))) {
      try (ClientRole client = clients(of).open(ALICE);
          Role server = server(exchange).accept()) {
        server.start();
        Step hello = server.receive(ByteBuffer.wrap(EngineTalk.bytes(client.start())));
        byte[] answer = EngineTalk.bytes(EngineTalk.run(hello));
        assertEquals(Optional.empty(), claimed(hello));
        byte[] last = EngineTalk.bytes(client.receive(ByteBuffer.wrap(answer)));
        Step step = server.receive(ByteBuffer.wrap(last));
        assertInstanceOf(Step.Established.class, EngineTalk.run(step));
        assertEquals(Optional.of(ALICE.id()), claimed(step));
      }
    }
  }

  private static Optional<ClientId> claimed(Step step) {
    return assertInstanceOf(Step.Compute.class, step).claimed().get();
  }

  /** With the private key of the server once, as without client certificates. */
  @ParameterizedTest
  @MethodSource("exchanges")
  void theServersKeyIsUsedOnce(StreamExchange exchange) {
    var uses = new EngineTalk.KeyUses();
    talk(clients(exchange).open(ALICE), server(exchange, NO_TICKETS, uses).accept())
        .atServer()
        .close();
    assertEquals(exchange.name().endsWith("@jdk") ? 1 : 0, uses.count());
  }

  /** Only after its signature: a copied certificate does not show who is enrolled. */
  @ParameterizedTest
  @MethodSource("exchanges")
  void refusesAClientThatIsNotInTheTable(StreamExchange exchange) {
    for (StreamExchange of : List.of(exchange, byBouncyCastle(exchange))) {
      Step.Refused refused = refused(server(exchange), exchange, clients(of).open(BOB));
      if (isVersion13(exchange)) {
        assertEquals(0, refused.bytes().length);
      } else {
        assertEquals(AlertDescription.access_denied, refused.bytes()[6]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void refusesASignatureByAnotherKeyAndDoesNotTellWhoIsEnrolled(StreamExchange exchange) {
    byte[] ofAlice = stolen(exchange, ALICE);
    byte[] ofBob = stolen(exchange, BOB);
    assertEquals(ofAlice.length, ofBob.length);
    if (!isVersion13(exchange)) {
      assertArrayEquals(ofAlice, ofBob);
    }
  }

  private static byte[] stolen(StreamExchange exchange, ClientCredentials client) {
    return refused(exchange, with(client, new byte[32], client.certificate().orElseThrow()))
        .bytes();
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void refusesAClientWithoutACertificate(StreamExchange exchange) {
    ClientCredentials bare = with(ALICE, ALICE.root(), null);
    refused(exchange, bare);
    refused(server(exchange), exchange, clients(exchange).open(bare));
  }

  /** The other CA has the same name; that of the clients itself is not for clients. */
  @ParameterizedTest
  @MethodSource("exchanges")
  void refusesACertificateThatItsAuthorityHasNotIssuedForClients(StreamExchange exchange)
      throws Exception {
    ClientAuthority other = ClientAuthority.create(new SecureRandom());
    ClientCredentials foreign = ClientCertificates.certified(ALICE, other);
    byte[][] all = {
      foreign.certificate().orElseThrow(),
      other.certificate().getEncoded(),
      ClientCertificates.AUTHORITY.certificate().getEncoded()
    };
    byte[] first = refused(exchange, foreign).bytes();
    for (byte[] each : all) {
      byte[] answer = refused(exchange, with(ALICE, ALICE.root(), each)).bytes();
      if (!isVersion13(exchange)) {
        assertArrayEquals(first, answer, "one refusal");
      }
    }
    refused(server(exchange), exchange, clients(exchange).open(foreign));
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void refusesACertificateBeforeAndAfterItsTime(StreamExchange exchange) {
    for (String time : List.of("2025-12-31T23:59:59Z", "2056-01-01T00:00:01Z")) {
      long millis = Instant.parse(time).toEpochMilli();
      var then = new ExchangeContext(() -> millis, new SecureRandom(), StageTimer.NONE);
      ServerSide side = server(exchange, ClientTable.of(List.of(ALICE)), NO_TICKETS, then);
      refused(side, exchange, clients(byBouncyCastle(exchange)).open(ALICE));
    }
  }

  /** Every byte of the certificate is part of what is signed, or of the signature. */
  @ParameterizedTest
  @MethodSource("exchanges")
  void refusesACertificateInWhichAnyByteIsChanged(StreamExchange exchange) {
    ServerSide side = server(exchange);
    ClientSide clients = clients(byBouncyCastle(exchange));
    byte[] real = ALICE.certificate().orElseThrow();
    int refusals = 0;
    for (int at = 0; at < real.length; at += 11) {
      byte[] changed = real.clone();
      changed[at] ^= 1;
      try (ClientRole client = clients.open(with(ALICE, ALICE.root(), changed));
          Role server = side.accept()) {
        assertInstanceOf(Step.Refused.class, EngineTalk.carry(client, server).server());
        refusals++;
      } catch (IllegalArgumentException unreadable) {
        continue; // the client cannot read it itself, and sends nothing
      }
    }
    assertTrue(refusals > 10);
  }

  /** Every exchange that resumes and authenticates its clients. */
  static Stream<StreamExchange> returning() {
    return Stream.concat(exchanges(), Tls.all().stream())
        .filter(StreamExchange::resumable)
        .filter(each -> each.traits().contains(Trait.AUTHENTICATES_CLIENT));
  }

  /** A ticket does not outlive the client's entry in the table. */
  @ParameterizedTest
  @MethodSource("returning")
  void aClientThatWasRemovedDoesNotResume(StreamExchange exchange) {
    AtomicReference<ClientTable> table = new AtomicReference<>(ClientTable.of(List.of(ALICE, BOB)));
    ClientTable current =
        new ClientTable() {
          @Override
          public boolean copyRoot(ClientId client, byte[] root) {
            return table.get().copyRoot(client, root);
          }

          @Override
          public int size() {
            return table.get().size();
          }
        };
    var around =
        new ExchangeContext(() -> ClientCertificates.IN_2030, new SecureRandom(), StageTimer.NONE);
    ServerSide side = server(exchange, current, AN_HOUR, around);
    ClientSide clients = clients(exchange);
    for (ClientCredentials each : List.of(ALICE, BOB)) {
      Ticket ticket = ticket(clients, side, each, Resumption.first());
      ticket = ticket(clients, side, each, new Resumption(Optional.of(ticket), false));
      table.set(ClientTable.of(List.of(each.equals(ALICE) ? BOB : ALICE)));
      var removed = clients.resume(each, new Resumption(Optional.of(ticket), false));
      Step last = talk(removed, side.accept()).server();
      assertEquals(Reason.REJECTED, assertInstanceOf(Step.Refused.class, last).reason());
      table.set(ClientTable.of(List.of(ALICE, BOB)));
    }
  }

  /** Every exchange that resumes and has client certificates. */
  static Stream<StreamExchange> returningWithCertificates() {
    return returning().filter(StreamExchange::usesClientCertificates);
  }

  @ParameterizedTest
  @MethodSource("returningWithCertificates")
  void aClientDoesNotResumeAfterItsCertificateHasExpired(StreamExchange exchange) throws Exception {
    long notAfter =
        CertificateFiles.decode(ALICE.certificate().orElseThrow()).getNotAfter().getTime();
    AtomicLong now = new AtomicLong(notAfter - 60_000);
    var around = new ExchangeContext(now::get, new SecureRandom(), StageTimer.NONE);
    ServerSide side = server(exchange, ClientTable.of(List.of(ALICE)), AN_HOUR, around);
    ClientSide clients = clients(exchange);
    Ticket ticket = ticket(clients, side, ALICE, Resumption.first());
    now.set(notAfter);
    ticket = ticket(clients, side, ALICE, new Resumption(Optional.of(ticket), false));
    now.set(notAfter + 1);
    var expired = clients.resume(ALICE, new Resumption(Optional.of(ticket), false));
    Step last = talk(expired, side.accept()).server();
    assertEquals(Reason.REJECTED, assertInstanceOf(Step.Refused.class, last).reason());
  }

  private static Ticket ticket(
      ClientSide clients, ServerSide side, ClientCredentials client, Resumption how) {
    boolean returns = how.ticket().isPresent();
    var ended = talk(clients.resume(client, how), side.accept());
    assertEquals(returns, ended.atServer().resumed());
    assertEquals(returns, ended.atClient().resumed());
    return ended.atClient().takeTicket().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void closedHandshakesLeaveNothing(StreamExchange exchange) {
    ServerSide side = server(exchange);
    ClientSide clients = clients(exchange);
    for (ClientCredentials each : List.of(ALICE, BOB)) {
      talk(clients.open(each), side.accept());
    }
    assertEquals(
        0, side instanceof JdkServer jdk ? jdk.engines() : ((BoringSslServer) side).engines());
    assertFalse(exchanges().toList().isEmpty());
  }
}
