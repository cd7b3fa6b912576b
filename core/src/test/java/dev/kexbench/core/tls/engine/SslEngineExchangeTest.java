package dev.kexbench.core.tls.engine;

import static dev.kexbench.core.tls.engine.EngineTalk.ALICE;
import static dev.kexbench.core.tls.engine.EngineTalk.bytes;
import static dev.kexbench.core.tls.engine.EngineTalk.clients;
import static dev.kexbench.core.tls.engine.EngineTalk.keys;
import static dev.kexbench.core.tls.engine.EngineTalk.run;
import static dev.kexbench.core.tls.engine.EngineTalk.server;
import static dev.kexbench.core.tls.engine.EngineTalk.talk;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Resumption;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.SessionKey;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.core.tls.Tls;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every suite of every engine: with itself, with other engines, and with mistakes. */
class SslEngineExchangeTest {
  static Stream<StreamExchange> exchanges() {
    return SslEngines.all().stream();
  }

  /** Each client with each other engine's server of the same suite. */
  static Stream<Arguments> pairs() {
    List<StreamExchange> all = Stream.concat(exchanges(), Tls.all().stream()).toList();
    return all.stream()
        .flatMap(
            client ->
                all.stream()
                    .filter(server -> server != client && suite(server).equals(suite(client)))
                    .map(server -> Arguments.of(client, server)));
  }

  private static String suite(StreamExchange exchange) {
    return exchange.name().replaceFirst("@.*", "");
  }

  private static boolean exports(StreamExchange exchange) {
    return !exchange.traits().contains(Trait.NO_EXPORTER);
  }

  @Test
  void everyAbsenceHasAReason() {
    List<String> names = exchanges().map(StreamExchange::name).toList();
    for (String name : List.of("tls12-rsa@jdk", "tls12-dhe-rsa@jdk", "tls13-hybrid@boringssl")) {
      assertEquals(names.contains(name), SslEngines.absence(name).isEmpty());
    }
    assertTrue(names.contains("tls13-ecdhe@jdk"), names::toString);
    assertEquals(
        "BoringSSL has no finite-field Diffie-Hellman",
        SslEngines.absence("tls12-dhe-rsa@boringssl").orElseThrow());
    assertEquals(
        "this engine has no pre-shared keys", SslEngines.absence("tls12-psk@jdk").orElseThrow());
    assertThrows(IllegalArgumentException.class, () -> SslEngines.absence("tls12-rsa@other"));
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void bothSidesHoldTheSameSession(StreamExchange exchange) {
    ServerSide server = server(exchange);
    ClientSide clients = clients(exchange);
    byte[][] ids = new byte[2][];
    for (int round = 0; round < 2; round++) {
      var ended = talk(clients.open(ALICE), server.accept());
      Session here = ended.atClient();
      Session there = ended.atServer();
      assertArrayEquals(here.id(), there.id());
      assertEquals(16, here.id().length);
      assertKeys(exchange, here, there);
      assertFalse(here.resumed() || there.resumed());
      assertTrue(here.takeTicket().isEmpty());
      ids[round] = here.id();
      here.close();
      assertThrows(IllegalStateException.class, () -> here.key(SessionKey.EXPORTER));
    }
    assertFalse(Arrays.equals(ids[0], ids[1]), "a handshake of its own each");
  }

  private static void assertKeys(StreamExchange exchange, Session here, Session there) {
    for (SessionKey which : SessionKey.values()) {
      if (exports(exchange)) {
        assertEquals(which.bytes(), here.key(which).length);
        assertArrayEquals(here.key(which), there.key(which), which.label());
      } else {
        assertThrows(UnsupportedOperationException.class, () -> here.key(which));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void interoperates(StreamExchange client, StreamExchange server) {
    var ended = talk(clients(client).open(ALICE), server(server).accept());
    byte[] here = ended.atClient().id();
    byte[] there = ended.atServer().id();
    assertEquals(exports(client) == exports(server), Arrays.equals(here, there));
    if (exports(client) && exports(server)) {
      assertArrayEquals(
          ended.atClient().key(SessionKey.EXPORTER), ended.atServer().key(SessionKey.EXPORTER));
    }
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void aKeyOtherThanThePinnedOneIsRefused(StreamExchange exchange) {
    var other =
        exchange.keyKind() == KeyKind.RSA
            ? TestKeys.other2048()
            : exchange.generateKeys(new SecureRandom());
    ClientRole client = clients(exchange, other.publicKey()).open(ALICE);
    var ended = talk(client, server(exchange).accept());
    assertEquals(Reason.BAD_ACK, assertInstanceOf(Step.Refused.class, ended.client()).reason());
    assertInstanceOf(Step.Refused.class, ended.server());
    assertEquals(
        "the certificate of it is for another key than the one given",
        client.failure("it").orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void acceptsSingleBytesOnBothSides(StreamExchange exchange) {
    try (ClientRole client = clients(exchange).open(ALICE);
        Role server = server(exchange).accept()) {
      server.start();
      Step atServer = oneByOne(server, bytes(client.start()));
      Step atClient = oneByOne(client, bytes(atServer));
      assertTrue(bytes(atClient).length > 0, "answers");
    }
  }

  private static Step oneByOne(Role role, byte[] bytes) {
    byte[] out = {};
    for (byte each : bytes) {
      byte[] more = bytes(run(role.receive(ByteBuffer.wrap(new byte[] {each}))));
      out = Arrays.copyOf(out, out.length + more.length);
      System.arraycopy(more, 0, out, out.length - more.length, more.length);
    }
    return new Step.Send(out);
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void refusesBytesThatAreNotTlsAtOnce(StreamExchange exchange) {
    byte[] junk = "HTTP/1.1 400 Bad Request\r\n".getBytes();
    try (Role server = server(exchange).accept();
        ClientRole client = clients(exchange).open(ALICE)) {
      server.start();
      client.start();
      for (Role role : List.of(server, client)) {
        Step step = role.receive(ByteBuffer.wrap(junk));
        assertEquals(Reason.MALFORMED, assertInstanceOf(Step.Refused.class, step).reason());
      }
      assertTrue(client.failure("it").orElseThrow().startsWith("it speaks plain HTTP"));
    }
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void anotherVersionIsRefusedByAnAlert(StreamExchange exchange) {
    String other = exchange.name().startsWith("tls13") ? "tls12-ecdhe-rsa" : "tls13-ecdhe";
    StreamExchange peers =
        Tls.all().stream().filter(each -> each.suite().equals(other)).findFirst().orElseThrow();
    var ended =
        talk(clients(peers, TestKeys.rsa(2048).publicKey()).open(ALICE), server(exchange).accept());
    Step.Refused refused = assertInstanceOf(Step.Refused.class, ended.server());
    assertEquals(Reason.UNSUPPORTED, refused.reason());
    assertEquals(21, refused.bytes()[0]);
    if (exchange.keyKind() == KeyKind.RSA) {
      ClientRole client = clients(exchange).open(ALICE);
      var reverse = talk(client, server(peers).accept());
      assertEquals(
          Reason.UNSUPPORTED, assertInstanceOf(Step.Refused.class, reverse.client()).reason());
      assertTrue(client.failure("it").orElseThrow().contains("offers: TLS 1."));
    }
  }

  /** Whatever a peer changes, a role answers with a step. */
  @ParameterizedTest
  @MethodSource("exchanges")
  void changedBytesAreRefusedWithoutAnException(StreamExchange exchange) {
    ServerSide server = server(exchange);
    ClientSide clients = clients(exchange);
    Random random = new Random(27);
    for (int i = 0; i < 60; i++) {
      try (ClientRole client = clients.open(ALICE);
          Role connection = server.accept()) {
        connection.start();
        byte[] hello = bytes(client.start());
        if (i % 2 == 0) {
          hello[5 + random.nextInt(hello.length - 5)] ^= (byte) (1 << random.nextInt(8));
        }
        byte[] answer = bytes(run(connection.receive(ByteBuffer.wrap(hello))));
        if (answer.length == 0) {
          continue;
        }
        answer[5 + random.nextInt(answer.length - 5)] ^= (byte) (1 << random.nextInt(8));
        byte[] second = bytes(client.receive(ByteBuffer.wrap(answer)));
        if (second.length > 0) {
          run(connection.receive(ByteBuffer.wrap(second)));
        }
      }
    }
  }

  /** The server's answer to a changed second flight. */
  @ParameterizedTest
  @MethodSource("exchanges")
  void aChangedFinishedIsRefused(StreamExchange exchange) {
    try (ClientRole client = clients(exchange).open(ALICE);
        Role server = server(exchange).accept()) {
      server.start();
      byte[] answer = bytes(run(server.receive(ByteBuffer.wrap(bytes(client.start())))));
      byte[] second = bytes(client.receive(ByteBuffer.wrap(answer)));
      second[second.length - 1] ^= 1;
      Step step = run(server.receive(ByteBuffer.wrap(second)));
      assertEquals(Reason.REJECTED, assertInstanceOf(Step.Refused.class, step).reason());
    }
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void aClientWithoutTheExtendedMasterSecretIsRefusedInTls12(StreamExchange exchange) {
    if (exchange.name().startsWith("tls13")) {
      return; // its key schedule has what the extension adds
    }
    try (ClientRole client = clients(exchange).open(ALICE);
        Role server = server(exchange).accept()) {
      byte[] hello = bytes(client.start());
      int at = 44;
      while (!Arrays.equals(hello, at, at + 4, new byte[] {0, 23, 0, 0}, 0, 4)) {
        at++;
      }
      hello[at] = 0x7F; // another, unknown extension
      server.start();
      Step step = run(server.receive(ByteBuffer.wrap(hello)));
      assertEquals(Reason.UNSUPPORTED, assertInstanceOf(Step.Refused.class, step).reason());
    }
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void theServersPrivateKeyIsUsedInComputeOnly(StreamExchange exchange) {
    try (ClientRole client = clients(exchange).open(ALICE);
        Role server = server(exchange).accept()) {
      server.start();
      Step step = server.receive(ByteBuffer.wrap(bytes(client.start())));
      Step answer = assertInstanceOf(Step.Compute.class, step).work().get();
      byte[] second = bytes(client.receive(ByteBuffer.wrap(bytes(answer))));
      Step last = server.receive(ByteBuffer.wrap(second));
      boolean onlyMac = exchange.name().startsWith("tls13") && !exchange.usesClientCertificates();
      assertEquals(!onlyMac, last instanceof Step.Compute);
      assertInstanceOf(Step.Established.class, run(last));
    }
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void closesAtAnyPoint(StreamExchange exchange) {
    ServerSide server = server(exchange);
    ClientSide clients = clients(exchange);
    for (int flights = 0; flights < 4; flights++) {
      ClientRole client = clients.open(ALICE);
      Role connection = server.accept();
      connection.start();
      byte[] bytes = flights == 0 ? new byte[0] : bytes(client.start());
      for (int i = 1; i < flights; i++) {
        bytes = bytes(run((i % 2 == 1 ? connection : client).receive(ByteBuffer.wrap(bytes))));
      }
      for (int twice = 0; twice < 2; twice++) {
        client.close();
        connection.close();
      }
      assertInstanceOf(Step.Await.class, connection.receive(ByteBuffer.wrap(new byte[9])));
    }
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void hasNoAdmissionAndRequiresItsKindOfKey(StreamExchange exchange) {
    ServerSetup guarded =
        new ServerSetup(
            keys(exchange),
            ClientTable.of(List.of(ALICE)),
            new CryptoChoice(EngineTalk.BACKEND, PoolKind.BOUNDED, 1),
            new ExchangeContext(() -> 0, new SecureRandom(), StageTimer.NONE),
            true);
    assertThrows(IllegalArgumentException.class, () -> exchange.server(guarded));
    var other = TestKeys.X25519.publicKey();
    assertThrows(IllegalArgumentException.class, () -> clients(exchange, other));
  }

  /** Netty's engines hold native memory, which they release when their count reaches 0. */
  @Test
  void closedHandshakesHoldNoNativeMemory() {
    for (StreamExchange exchange : exchanges().toList()) {
      if (!exchange.name().matches("tls12-ecdhe-(ecdsa|rsa-mutual)@boringssl")) {
        continue;
      }
      BoringSslServer server = (BoringSslServer) server(exchange);
      BoringSslClient clients = (BoringSslClient) clients(exchange);
      for (int i = 0; i < 1_000; i++) {
        ClientRole client =
            i % 2 == 0 ? clients.open(ALICE) : clients.resume(ALICE, Resumption.first());
        try (Session here = talk(client, server.accept()).atClient()) {
          assertFalse(here.resumed());
        }
      }
      assertEquals(0, server.engines());
      assertEquals(0, clients.engines());
      assertEquals(0, clients.sessions());
    }
  }
}
