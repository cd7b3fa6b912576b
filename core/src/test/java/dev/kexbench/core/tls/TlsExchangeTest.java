package dev.kexbench.core.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.ClientRole;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.ClientSide;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.SessionKey;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.ServerKeys;
import dev.kexbench.core.identity.ServerPublicKey;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every TLS exchange between its own two roles, on every backend. */
class TlsExchangeTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ExchangeContext AROUND =
      new ExchangeContext(() -> ClientCertificates.IN_2030, RANDOM, StageTimer.NONE);
  private static final ClientCredentials ALICE =
      ClientCertificates.certified(client("alice", 0xA1));

  static Stream<Arguments> exchanges() {
    return Backends.working().stream()
        .flatMap(backend -> Tls.all().stream().map(each -> Arguments.of(each, backend)));
  }

  private static ClientCredentials client(String name, int rootByte) {
    byte[] root = new byte[32];
    Arrays.fill(root, (byte) rootByte);
    return new ClientCredentials(ClientId.ofName(name), root, Optional.empty(), name);
  }

  private static CryptoChoice crypto(CryptoBackend backend) {
    return new CryptoChoice(backend, PoolKind.BOUNDED, 1);
  }

  private static ServerKeys keys(StreamExchange exchange) {
    return switch (exchange.keyKind()) {
      case RSA -> TestKeys.rsa(2048);
      case P256 -> TestKeys.P256;
      case X25519 -> TestKeys.X25519;
      case RSA_BATCH -> throw new IllegalArgumentException("no suite of TLS uses it");
    };
  }

  private static ServerSide server(StreamExchange exchange, CryptoBackend backend) {
    return exchange.server(
        new ServerSetup(
            keys(exchange),
            ClientTable.of(List.of(ALICE)),
            crypto(backend),
            AROUND,
            /* admission= */ false,
            Optional.empty(),
            ClientCertificates.SETUP));
  }

  private static ClientSide clients(
      StreamExchange exchange, CryptoBackend backend, ServerPublicKey pinned) {
    return exchange.client(new ClientSetup(pinned, crypto(backend), AROUND));
  }

  private static ClientRole open(
      StreamExchange exchange, CryptoBackend backend, ClientCredentials client) {
    return clients(exchange, backend, keys(exchange).publicKey()).open(client);
  }

  /** How a handshake ended: the last step of each side, and the number of flights. */
  private record Ended(Step client, Step server, int flights) {}

  private static Ended talk(ClientRole client, Role server) {
    Step atClient = client.start();
    Step atServer = server.start();
    int flights = 0;
    boolean toServer = true;
    byte[] bytes = bytes(atClient);
    while (bytes.length > 0) {
      flights++;
      Role to = toServer ? server : client;
      Step step = run(to.receive(ByteBuffer.wrap(bytes)));
      atServer = toServer ? later(atServer, step) : atServer;
      atClient = toServer ? atClient : later(atClient, step);
      bytes = bytes(step);
      toServer = !toServer;
    }
    return new Ended(atClient, atServer, flights);
  }

  /** A completed side ignores bytes after the handshake. */
  private static Step later(Step before, Step now) {
    boolean done = before instanceof Step.Established || before instanceof Step.Refused;
    return done ? before : now;
  }

  private static Step run(Step step) {
    return step instanceof Step.Compute compute ? compute.work().get() : step;
  }

  private static byte[] bytes(Step step) {
    if (step instanceof Step.Send send) {
      return send.bytes();
    }
    if (step instanceof Step.Established done) {
      return done.bytes();
    }
    return step instanceof Step.Refused refused ? refused.bytes() : new byte[0];
  }

  private static Session session(Step step) {
    return assertInstanceOf(Step.Established.class, step).session();
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void bothSidesHoldTheSameKeys(StreamExchange exchange, CryptoBackend backend) {
    ServerSide server = server(exchange, backend);
    byte[][] exporters = new byte[2][];
    for (int round = 0; round < 2; round++) {
      Ended ended = talk(open(exchange, backend, ALICE), server.accept());
      Session here = session(ended.client());
      Session there = session(ended.server());
      assertArrayEquals(here.id(), there.id());
      assertEquals(16, here.id().length);
      for (SessionKey which : SessionKey.values()) {
        assertEquals(which.bytes(), here.key(which).length);
        assertArrayEquals(here.key(which), there.key(which), which.label());
      }
      exporters[round] = here.key(SessionKey.EXPORTER);
      assertEquals("Session[" + HexFormat.of().formatHex(here.id()) + "]", here.toString());
      here.close();
      assertThrows(IllegalStateException.class, () -> here.key(SessionKey.EXPORTER));
      assertEquals(exchange.name().startsWith("tls13") ? 3 : 4, ended.flights());
    }
    assertFalse(Arrays.equals(exporters[0], exporters[1]), "a handshake of its own each");
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void aWrongSecretAndAnUnknownClientFailAlike(StreamExchange exchange, CryptoBackend backend) {
    if (exchange.usesClientCertificates()) {
      return; // see MutualTlsTest
    }
    if (!exchange.traits().contains(Trait.AUTHENTICATES_CLIENT)) {
      session(
          talk(open(exchange, backend, client("bob", 1)), server(exchange, backend).accept())
              .server());
      return; // the server does not authenticate the client
    }
    for (ClientCredentials who : List.of(client("alice", 0x13), client("unknown", 0xA1))) {
      Ended ended = talk(open(exchange, backend, who), server(exchange, backend).accept());
      Step.Refused there = assertInstanceOf(Step.Refused.class, ended.server());
      assertEquals(Reason.REJECTED, there.reason());
      assertTrue(there.ends());
      Step.Refused here = assertInstanceOf(Step.Refused.class, ended.client());
      assertEquals(Reason.REJECTED, here.reason());
    }
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void aKeyOtherThanThePinnedOneIsRefused(StreamExchange exchange, CryptoBackend backend) {
    if (!exchange.traits().contains(Trait.SHOWS_CERTIFICATE)) {
      return; // no key is shown
    }
    ServerPublicKey other =
        exchange.keyKind() == TestKeys.rsa(2048).publicKey().kind()
            ? TestKeys.other2048().publicKey()
            : exchange.generateKeys(RANDOM).publicKey();
    ClientRole client = clients(exchange, backend, other).open(ALICE);
    Ended ended = talk(client, server(exchange, backend).accept());
    assertEquals(Reason.BAD_ACK, assertInstanceOf(Step.Refused.class, ended.client()).reason());
    assertInstanceOf(Step.Refused.class, ended.server());
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void acceptsSingleBytes(StreamExchange exchange, CryptoBackend backend) {
    Role server = server(exchange, backend).accept();
    server.start();
    byte[] hello = bytes(open(exchange, backend, ALICE).start());
    for (int at = 0; at + 1 < hello.length; at++) {
      assertInstanceOf(
          Step.Await.class, server.receive(ByteBuffer.wrap(hello, at, 1)), "byte " + at);
    }
    Step last = server.receive(ByteBuffer.wrap(hello, hello.length - 1, 1));
    assertTrue(bytes(run(last)).length > 0, "answers");
    server.close();
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void refusesBytesThatAreNotTlsAtOnce(StreamExchange exchange, CryptoBackend backend) {
    Role server = server(exchange, backend).accept();
    server.start();
    Step step = server.receive(ByteBuffer.wrap("GET / HTTP/1.1\r\n".getBytes()));
    assertEquals(Reason.MALFORMED, assertInstanceOf(Step.Refused.class, step).reason());
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void hasNoAdmissionAndRequiresItsKindOfKey(StreamExchange exchange, CryptoBackend backend) {
    ServerSetup guarded =
        new ServerSetup(
            keys(exchange), ClientTable.of(List.of(ALICE)), crypto(backend), AROUND, true);
    assertThrows(IllegalArgumentException.class, () -> exchange.server(guarded));
    ServerPublicKey other = TestKeys.X25519.publicKey();
    assertThrows(IllegalArgumentException.class, () -> clients(exchange, backend, other));
  }

  /** A change to a copy of a client's second flight. */
  private interface Spoiling {
    void apply(byte[] flight);
  }

  /** The offset of the encrypted premaster secret: after the headers and its own length. */
  private static final int PREMASTER_AT = 5 + 4 + 2;

  static Stream<CryptoBackend> backends() {
    return Backends.working().stream();
  }

  /**
   * Bleichenbacher's attack gets no information: every error leads to the same alert at the same
   * point.
   */
  @ParameterizedTest
  @MethodSource("backends")
  void allFaultsOfAPremasterSecretAreRefusedAlike(CryptoBackend backend) {
    StreamExchange exchange =
        Tls.all().stream()
            .filter(each -> each.suite().equals("tls12-rsa"))
            .findFirst()
            .orElseThrow();
    List<Spoiling> all =
        List.of(
            flight -> flight[PREMASTER_AT + 255] ^= 1,
            flight -> Arrays.fill(flight, PREMASTER_AT, PREMASTER_AT + 256, (byte) 0xFF),
            flight -> Arrays.fill(flight, PREMASTER_AT, PREMASTER_AT + 256, (byte) 0),
            flight -> Arrays.fill(flight, PREMASTER_AT, PREMASTER_AT + 8, (byte) 0));
    for (Spoiling each : all) {
      ClientRole client = open(exchange, backend, ALICE);
      Role server = server(exchange, backend).accept();
      server.start();
      byte[] hello = bytes(client.start());
      byte[] answer = bytes(run(server.receive(ByteBuffer.wrap(hello))));
      byte[] second = bytes(client.receive(ByteBuffer.wrap(answer)));
      each.apply(second);
      Step.Refused refused =
          assertInstanceOf(Step.Refused.class, run(server.receive(ByteBuffer.wrap(second))));
      assertEquals(Reason.REJECTED, refused.reason());
      assertArrayEquals(new byte[] {21, 3, 3, 0, 2, 2, 20}, refused.bytes(), "bad_record_mac");
    }
  }

  /** Regardless of how the ClientHello is split, until the server has created its own flight. */
  @ParameterizedTest
  @MethodSource("exchanges")
  void theServersPrivateKeyIsUsedInComputeOnly(StreamExchange exchange, CryptoBackend backend) {
    ClientRole client = open(exchange, backend, ALICE);
    Role server = server(exchange, backend).accept();
    server.start();
    byte[] hello = bytes(client.start());
    int cut = 100;
    byte[] first = record(Arrays.copyOfRange(hello, 5, cut));
    byte[] rest = record(Arrays.copyOfRange(hello, cut, hello.length));
    Step one = server.receive(ByteBuffer.wrap(first));
    assertInstanceOf(Step.Compute.class, one);
    assertInstanceOf(Step.Await.class, run(one));
    Step two = server.receive(ByteBuffer.wrap(rest));
    assertInstanceOf(Step.Compute.class, two);
    assertTrue(bytes(run(two)).length > 0);
  }

  private static byte[] record(byte[] fragment) {
    return ByteBuffer.allocate(5 + fragment.length)
        .put(new byte[] {22, 3, 1})
        .putShort((short) fragment.length)
        .put(fragment)
        .array();
  }

  /** Extension 23, empty (RFC 7627, section 5.1), as a ClientHello of TLS 1.2 has it. */
  private static final byte[] EXTENDED_MASTER_SECRET = {0, 23, 0, 0};

  /**
   * Where the cipher suites of a ClientHello without a session id begin: after 5 bytes of record
   * header, 4 of message header, 2 of version, 32 of random and 1 of session id length. A search
   * that includes the random would find the extension in every 65,536th one: {@code 0, 23} at its
   * end, followed by two zero lengths.
   */
  private static final int CIPHER_SUITES_AT = 44;

  @ParameterizedTest
  @MethodSource("exchanges")
  void aClientWithoutTheExtendedMasterSecretIsRefusedBeforeExpensiveWork(
      StreamExchange exchange, CryptoBackend backend) {
    byte[] hello = bytes(open(exchange, backend, ALICE).start());
    if (exchange.name().startsWith("tls13")) {
      return; // its key schedule has what the extension adds
    }
    int at = indexOf(hello, CIPHER_SUITES_AT, EXTENDED_MASTER_SECRET);
    hello[at] = 0x7F; // another, unknown extension
    Role server = server(exchange, backend).accept();
    server.start();
    Step step = run(server.receive(ByteBuffer.wrap(hello)));
    assertEquals(Reason.UNSUPPORTED, assertInstanceOf(Step.Refused.class, step).reason());
  }

  private static int indexOf(byte[] bytes, int from, byte[] part) {
    for (int at = from; at + part.length <= bytes.length; at++) {
      if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    return -1;
  }
}
