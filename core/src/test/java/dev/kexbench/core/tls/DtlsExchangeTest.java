package dev.kexbench.core.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.TestKeys;
import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.crypto.CryptoChoice;
import dev.kexbench.core.crypto.PoolKind;
import dev.kexbench.core.exchange.ClientSetup;
import dev.kexbench.core.exchange.DatagramClientSide;
import dev.kexbench.core.exchange.DatagramExchange;
import dev.kexbench.core.exchange.DatagramServerSide;
import dev.kexbench.core.exchange.Datagrams;
import dev.kexbench.core.exchange.ExchangeContext;
import dev.kexbench.core.exchange.Reason;
import dev.kexbench.core.exchange.ServerSetup;
import dev.kexbench.core.exchange.Session;
import dev.kexbench.core.exchange.SessionKey;
import dev.kexbench.core.exchange.StageTimer;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.core.identity.ServerKeys;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DTLS between its own two sides, over a transport that may lose datagrams. */
class DtlsExchangeTest {
  private static final ClientCredentials ALICE = client(0xA1);
  private static final byte[] ADDRESS = {127, 0, 0, 1, 1, 2};

  /** Only ends a hang; never reached otherwise. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Dtls PSK = patient(new Dtls(TlsSuite.DTLS12_PSK));
  private static final CryptoBackend BACKEND = Backends.working().get(0);
  private static final ExchangeContext AROUND =
      new ExchangeContext(() -> 0, new SecureRandom(), StageTimer.NONE);

  /** The type of a record with a handshake message (RFC 5246, section 6.2.1). */
  private static final byte HANDSHAKE = 22;

  /** The positions of messages among all datagrams of a handshake without losses. */
  private static final int HELLO_VERIFY_REQUEST = 1;

  private static final int SERVERS_FLIGHT = 3;
  private static final int SERVERS_FINISHED = 5;

  private final Wire wire = new Wire();

  /** The first handshake of a JVM loads the classes of both sides. */
  private static Dtls patient(DatagramExchange exchange) {
    return ((Dtls) exchange).withTimeout(PATIENCE);
  }

  static List<CryptoBackend> backends() {
    return Backends.working();
  }

  private static ClientCredentials client(int rootByte) {
    byte[] root = new byte[32];
    Arrays.fill(root, (byte) rootByte);
    return new ClientCredentials(ClientId.ofName("alice"), root, Optional.empty(), "alice");
  }

  private static DatagramServerSide server(CryptoBackend backend) {
    return server(PSK, backend);
  }

  private static ServerKeys keys(DatagramExchange exchange) {
    return exchange.keyKind() == KeyKind.P256 ? TestKeys.P256 : TestKeys.rsa(2048);
  }

  private static DatagramServerSide server(DatagramExchange exchange, CryptoBackend backend) {
    return exchange.server(
        new ServerSetup(
            keys(exchange), ClientTable.of(List.of(ALICE)), crypto(backend), AROUND, false));
  }

  private static DatagramClientSide clients(CryptoBackend backend) {
    return clients(PSK, backend);
  }

  private static DatagramClientSide clients(DatagramExchange exchange, CryptoBackend backend) {
    return exchange.client(new ClientSetup(keys(exchange).publicKey(), crypto(backend), AROUND));
  }

  private static CryptoChoice crypto(CryptoBackend backend) {
    return new CryptoChoice(backend, PoolKind.BOUNDED, 2);
  }

  /** The two directions between one client and the server, in the order of sending. */
  private static final class Wire {
    private final BlockingQueue<byte[]> toServer = new LinkedBlockingQueue<>();
    private final BlockingQueue<byte[]> toClient = new LinkedBlockingQueue<>();
    private final List<byte[]> all = new ArrayList<>();

    /** The types of records with which a datagram of the server has begun, until its wait ends. */
    private final Set<Byte> serversTypes = new HashSet<>();

    private int lost = -1;

    /** Into how many bytes each the client's hellos are split; 0 for not at all. */
    private int fragmentBytes;

    private Datagrams client() {
      Datagrams whole = end(toClient, toServer);
      return new Datagrams() {
        @Override
        public int receive(byte[] into, int offset, int length, int waitMillis) throws IOException {
          return whole.receive(into, offset, length, waitMillis);
        }

        @Override
        public void send(byte[] bytes, int offset, int length) throws IOException {
          boolean isHello = bytes[offset] == 22 && bytes[offset + 13] == 1;
          if (fragmentBytes == 0 || !isHello) {
            whole.send(bytes, offset, length);
            return;
          }
          byte[] hello = Arrays.copyOfRange(bytes, offset, offset + length);
          for (byte[] each : RawHello.fragments(hello, fragmentBytes)) {
            whole.send(each, 0, each.length);
          }
        }
      };
    }

    private Datagrams server() {
      Datagrams whole = end(toServer, toClient);
      return new Datagrams() {
        /** Whether its wait has ended, which the server answers with an alert. */
        private boolean ended;

        @Override
        public int receive(byte[] into, int offset, int length, int waitMillis) throws IOException {
          int received = whole.receive(into, offset, length, waitMillis);
          ended = received == 0;
          if (ended) {
            throw new InterruptedIOException("timed out");
          }
          return received;
        }

        @Override
        public void send(byte[] bytes, int offset, int length) throws IOException {
          if (!ended) {
            serversTypes.add(bytes[offset]);
          }
          whole.send(bytes, offset, length);
        }
      };
    }

    /** Ends the server's wait once it has received all that was sent before. */
    private void end() {
      toServer.add(new byte[0]);
    }

    private synchronized boolean carries(byte[] datagram) {
      all.add(datagram);
      return all.size() - 1 != lost;
    }

    private Datagrams end(BlockingQueue<byte[]> in, BlockingQueue<byte[]> out) {
      return new Datagrams() {
        @Override
        public int receive(byte[] into, int offset, int length, int waitMillis) throws IOException {
          try {
            byte[] next = in.poll(waitMillis, TimeUnit.MILLISECONDS);
            if (next == null) {
              return -1;
            }
            System.arraycopy(next, 0, into, offset, next.length);
            return next.length;
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        }

        @Override
        public void send(byte[] bytes, int offset, int length) {
          byte[] datagram = Arrays.copyOfRange(bytes, offset, offset + length);
          if (carries(datagram)) {
            out.add(datagram);
          }
        }
      };
    }
  }

  /** Greets until a client has returned the cookie, and serves it. */
  private Session serve(DatagramServerSide side) throws IOException, InterruptedException {
    Optional<DatagramServerSide.Hello> hello = Optional.empty();
    while (hello.isEmpty()) {
      hello =
          side.greet(
              ADDRESS, wire.toServer.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS), wire.server());
    }
    List<Session> established = new ArrayList<>();
    assertEquals(Optional.empty(), side.serve(hello.get(), wire.server(), established::add));
    return established.get(0);
  }

  private void assertEstablished(DatagramServerSide server, CryptoBackend backend)
      throws Exception {
    assertEstablished(server, clients(backend));
  }

  private void assertEstablished(DatagramServerSide server, DatagramClientSide clients)
      throws Exception {
    FutureTask<Session> serving = new FutureTask<>(() -> serve(server));
    new Thread(serving).start();
    List<Session> here = new ArrayList<>();
    assertEquals(Optional.empty(), clients.connect(ALICE, wire.client(), here::add));
    Session there = serving.get();
    assertEquals(1, here.size());
    for (SessionKey which : SessionKey.values()) {
      assertArrayEquals(here.get(0).key(which), there.key(which), which.label());
    }
  }

  static Stream<Arguments> exchangesWithBackends() {
    return Dtls.all().stream()
        .map(DtlsExchangeTest::patient)
        .flatMap(exchange -> backends().stream().map(each -> Arguments.of(exchange, each)));
  }

  @ParameterizedTest
  @MethodSource("exchangesWithBackends")
  void bothSidesHoldTheSameKeys(DatagramExchange exchange, CryptoBackend backend) throws Exception {
    assertEstablished(server(exchange, backend), clients(exchange, backend));
  }

  static Stream<Arguments> losses() {
    return Dtls.all().stream()
        .map(DtlsExchangeTest::patient)
        .flatMap(
            exchange ->
                Stream.of(HELLO_VERIFY_REQUEST, SERVERS_FLIGHT, SERVERS_FINISHED)
                    .map(which -> Arguments.of(exchange, which)));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void whatIsLostIsSentAgain(DatagramExchange exchange, int which) throws Exception {
    wire.lost = which;
    assertEstablished(server(exchange, BACKEND), clients(exchange, BACKEND));
  }

  @Test
  void aClientRefusesAnotherKeyThanThePinnedOne() throws Exception {
    DatagramExchange exchange = patient(new Dtls(TlsSuite.DTLS12_ECDHE_ECDSA));
    ServerKeys other = exchange.generateKeys(new SecureRandom());
    DatagramClientSide clients =
        exchange.client(new ClientSetup(other.publicKey(), crypto(BACKEND), AROUND));
    DatagramServerSide server = server(exchange, BACKEND);
    FutureTask<Session> serving = new FutureTask<>(() -> serve(server));
    new Thread(serving).start();
    List<Session> here = new ArrayList<>();
    assertEquals(Optional.of(Reason.BAD_ACK), clients.connect(ALICE, wire.client(), here::add));
    assertThrows(ExecutionException.class, serving::get);
    assertEquals(List.of(), here);
  }

  /** Also if the first fragment is too short for the cookie. */
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 35, 60, 70, 100, 101, 128})
  void aFragmentedHelloIsServed(int bytes) throws Exception {
    wire.fragmentBytes = bytes;
    assertEstablished(server(BACKEND), BACKEND);
  }

  @Test
  void fragmentsInAnyOrderAreServed() throws Exception {
    DatagramServerSide server = server(BACKEND);
    assertEstablished(server, BACKEND);
    List<byte[]> parts = new ArrayList<>(RawHello.fragments(helloWithCookie(server), 20));
    Collections.reverse(parts.subList(0, 5)); // these carry the cookie
    for (byte[] part : parts.subList(0, parts.size() - 1)) {
      assertTrue(server.greet(ADDRESS, part, wire.server()).isEmpty());
    }
    assertTrue(server.greet(ADDRESS, parts.get(parts.size() - 1), wire.server()).isPresent());
  }

  /** The parameters are the same, so the cookie is. */
  @Test
  void aMalformedHelloWithACookieIsAnsweredByAnAlert() throws Exception {
    DatagramServerSide server = server(BACKEND);
    byte[] none = {};
    server.greet(ADDRESS, RawHello.datagram(0xFEFE, none), wire.server());
    byte[] asked = wire.toClient.take();
    byte[] cookie = Arrays.copyOfRange(asked, asked.length - 32, asked.length);
    var hello = server.greet(ADDRESS, RawHello.datagram(0xFEFE, cookie), wire.server());
    var refused = server.serve(hello.orElseThrow(), wire.server(), session -> {});
    assertEquals(Optional.of(Reason.UNSUPPORTED), refused);
    byte[] alert = wire.toClient.take();
    assertArrayEquals(new byte[] {0, 2, 2, 70}, Arrays.copyOfRange(alert, 11, 15));
  }

  @Test
  void aCookieIsValidForItsOwnAddressOnly() throws Exception {
    DatagramServerSide server = server(BACKEND);
    assertEstablished(server, BACKEND);
    byte[] hello = helloWithCookie(server);
    int before = wire.all.size();
    assertTrue(server.greet(ADDRESS, hello, wire.server()).isPresent());
    assertEquals(before, wire.all.size());
    byte[] fallbackAlgorithms = {127, 0, 0, 1, 1, 3};
    assertTrue(server.greet(fallbackAlgorithms, hello, wire.server()).isEmpty());
    assertEquals(before + 1, wire.all.size(), "it is asked for a cookie of its own");
    assertTrue(wire.all.get(before).length <= hello.length, "and that amplifies nothing");
  }

  @Test
  void aDatagramOfManyHellosGetsOneAnswer() throws Exception {
    DatagramServerSide server = server(BACKEND);
    byte[] one = RawHello.datagram(0xFEFD, new byte[0]);
    ByteBuffer many = ByteBuffer.allocate(40 * one.length);
    while (many.hasRemaining()) {
      many.put(one);
    }
    assertTrue(server.greet(ADDRESS, many.array(), wire.server()).isEmpty());
    assertEquals(1, wire.all.size());
  }

  /**
   * Finds the hello with the cookie. Its position varies: a slow response causes retransmission of
   * the first.
   */
  private byte[] helloWithCookie(DatagramServerSide server) throws IOException {
    for (byte[] datagram : List.copyOf(wire.all)) {
      if (server.greet(ADDRESS, datagram, wire.server()).isPresent()) {
        return datagram;
      }
    }
    throw new AssertionError("no cookie was shown");
  }

  @Test
  void respondsToNothingButAHello() throws IOException {
    DatagramServerSide server = server(BACKEND);
    for (byte[] datagram : List.of(new byte[0], new byte[600], "hello?".getBytes())) {
      assertTrue(server.greet(ADDRESS, datagram, wire.server()).isEmpty());
    }
    assertEquals(List.of(), wire.all);
  }

  /** The client's end, until its Finished has been sent twice without a response. */
  private final class Unanswered implements Datagrams {
    private static final int EPOCH_AT = 4;

    private final Datagrams end = wire.client();
    private int finished;

    @Override
    public int receive(byte[] into, int offset, int length, int waitMillis) throws IOException {
      if (finished > 1) {
        throw new InterruptedIOException("no response");
      }
      return end.receive(into, offset, length, waitMillis);
    }

    @Override
    public void send(byte[] bytes, int offset, int length) throws IOException {
      finished += bytes[offset + EPOCH_AT];
      end.send(bytes, offset, length);
    }
  }

  /** A record that does not verify is discarded silently (RFC 6347, section 4.1.2.7). */
  @Test
  void aClientWithAWrongSecretGetsNoResponse() throws Exception {
    DatagramServerSide server = server(BACKEND);
    FutureTask<Session> serving = new FutureTask<>(() -> serve(server));
    new Thread(serving).start();
    List<Session> here = new ArrayList<>();
    assertThrows(
        InterruptedIOException.class,
        () -> clients(BACKEND).connect(client(0xA2), new Unanswered(), here::add));
    wire.end();
    ExecutionException there = assertThrows(ExecutionException.class, serving::get);
    assertEquals(Set.of(HANDSHAKE), wire.serversTypes, "neither an alert nor a new cipher");
    assertInstanceOf(InterruptedIOException.class, there.getCause());
    assertEquals(List.of(), here);
  }

  @Test
  void aClientWaitsForAServerUntilItsTimeout() {
    DatagramClientSide clients = clients(PSK.withTimeout(SHORT), BACKEND);
    assertThrows(
        InterruptedIOException.class, () -> clients.connect(ALICE, wire.client(), session -> {}));
  }

  @Test
  void aServerWaitsForAClientUntilItsTimeout() {
    DatagramServerSide server = server(PSK.withTimeout(SHORT), BACKEND);
    List<DatagramServerSide.Hello> hellos = new ArrayList<>();
    Datagrams untilGreeted =
        new Datagrams() {
          @Override
          public int receive(byte[] into, int offset, int length, int waitMillis)
              throws IOException {
            if (!hellos.isEmpty()) {
              throw new IOException("falls silent");
            }
            return wire.client().receive(into, offset, length, waitMillis);
          }

          @Override
          public void send(byte[] bytes, int offset, int length) throws IOException {
            byte[] datagram = Arrays.copyOfRange(bytes, offset, offset + length);
            server.greet(ADDRESS, datagram, wire.server()).ifPresent(hellos::add);
          }
        };
    assertThrows(
        IOException.class, () -> clients(BACKEND).connect(ALICE, untilGreeted, session -> {}));
    assertThrows(
        InterruptedIOException.class,
        () -> server.serve(hellos.get(0), wire.server(), session -> {}));
  }

  @Test
  void hasNoAdmission() {
    var guarded =
        new ServerSetup(
            TestKeys.rsa(2048), ClientTable.of(List.of(ALICE)), crypto(BACKEND), AROUND, true);
    assertThrows(IllegalArgumentException.class, () -> PSK.server(guarded));
  }
}
