package dev.kexbench.loadgen.server;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.Role;
import dev.kexbench.core.exchange.ServerSide;
import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.results.command.CommandFailure;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask a server for its statistics, for what, and for how long; over plain sockets. */
class StatsAccessTest {
  private static final Duration LONG = Eventually.PATIENCE;
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final StatsSettings.Bounds PATIENT = new StatsSettings.Bounds(100, LONG, LONG);
  private static final String TOKEN = "0123456789abcdef";
  private static final String BROWSER = "Host: attacker.example:80\r\n";
  private static final String LOCAL = "Host: localhost\r\n";
  private static final String JSON = LOCAL + "Content-Type: application/json\r\n";
  private static final String CEILING = "POST /ceiling HTTP/1.1\r\n" + JSON + "\r\n";

  private static final String GC = CEILING.replace("/ceiling", "/gc");

  private final Operation operation = new Operation();
  private final RunningServer server = RunningServer.of(timer -> operation);

  /** A private-key operation that waits until it is released, in a server that serves nothing. */
  private static final class Operation implements ServerSide, Runnable {
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private final Semaphore released = new Semaphore(0);

    @Override
    public void run() {
      running.incrementAndGet();
      begun.incrementAndGet();
      released.acquireUninterruptibly();
      running.decrementAndGet();
    }

    @Override
    public Role accept() {
      throw new IllegalStateException("no test connects");
    }

    @Override
    public Optional<CostlyOperation> costlyOperation() {
      return Optional.of(new CostlyOperation("test", this));
    }
  }

  @AfterEach
  void close() {
    operation.released.release(1_000_000_000);
    server.close();
  }

  private int listen(StatsSettings.Bounds bounds) {
    return listen(Optional.empty(), bounds);
  }

  private int listen(Optional<StatsToken> token, StatsSettings.Bounds bounds) {
    return server.listenForStats(
        new StatsSettings(InetAddress.getLoopbackAddress(), 0, token, bounds));
  }

  private static void send(Peer peer, String text) {
    peer.send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The status of an answer after which the server closes. */
  private static int refused(int port, String request) {
    try (Peer peer = new Peer(port)) {
      send(peer, request);
      return status(new String(peer.readToEnd(), StandardCharsets.ISO_8859_1));
    }
  }

  private static int status(String answer) {
    assertTrue(answer.startsWith("HTTP/1."), answer);
    return Integer.parseInt(answer.substring(9, 12));
  }

  /** The status of an answer on a connection that stays open. */
  private static int asked(Peer peer, String request) {
    send(peer, request);
    return status(new String(peer.readSome(), StandardCharsets.ISO_8859_1));
  }

  private static String get(String path, String headers) {
    return "GET " + path + " HTTP/1.1\r\n" + headers + "\r\n";
  }

  @Test
  void aPortThatOthersCanReachNeedsAToken() throws Exception {
    for (String host : List.of("0.0.0.0", "::", "192.0.2.7")) {
      InetAddress address = InetAddress.getByName(host);
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> new StatsSettings(address, 0, Optional.empty(), PATIENT));
      assertTrue(refused.getMessage().contains("--stats-token-file"), refused::getMessage);
      assertFalse(
          new StatsSettings(address, 0, Optional.of(new StatsToken(TOKEN)), PATIENT)
              .toString()
              .contains(TOKEN));
    }
    StatsSettings.at("127.0.0.1", 0, Optional.empty());
    StatsSettings.at("::1", 0, Optional.empty());
  }

  @Test
  void aTokenThatCanBeGuessedIsRefusedAndNotRepeated() {
    for (String weak : List.of("", "short", "a token with spaces in it", "0123456789abcdé0123")) {
      CommandFailure failure = assertThrows(CommandFailure.class, () -> new StatsToken(weak));
      assertFalse(weak.length() > 0 && failure.getMessage().contains(weak));
    }
  }

  @Test
  void everyRequestPresentsTheToken() {
    int port = listen(Optional.of(new StatsToken(TOKEN)), PATIENT);
    for (String wrong :
        List.of("", "Bearer ", "Bearer " + TOKEN + "0", "Bearer 1" + TOKEN.substring(1), TOKEN)) {
      String headers = LOCAL + (wrong.isEmpty() ? "" : "Authorization: " + wrong + "\r\n");
      for (StatsRoute route : StatsRoute.values()) {
        assertEquals(
            401,
            refused(
                port, route.method() + " " + route.path() + " HTTP/1.1\r\n" + headers + "\r\n"));
      }
    }
    try (Peer peer = new Peer(port)) {
      String right = BROWSER + "Authorization: Bearer " + TOKEN + "\r\n";
      assertEquals(200, asked(peer, get("/stats", right)), "under any name of this machine");
    }
    assertEquals(0, operation.begun.get());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonp",
        "text/plain; application/json"
      })
  void aFormOfAWebPageStartsNoWork(String type) {
    int port = listen(PATIENT);
    for (String path : List.of("/ceiling", "/gc")) {
      String start = "POST " + path + " HTTP/1.1\r\n" + LOCAL;
      assertEquals(415, refused(port, start + "Content-Type: " + type + "\r\n\r\n"));
      assertEquals(415, refused(port, start + "\r\n"));
      assertEquals(405, refused(port, "OPTIONS " + path + " HTTP/1.1\r\n" + LOCAL + "\r\n"));
    }
    assertEquals(0, operation.begun.get());
  }

  @Test
  void anotherNameForThisMachineIsNotServedWithoutAToken() {
    int port = listen(PATIENT);
    assertEquals(403, refused(port, get("/stats", BROWSER)));
    assertEquals(403, refused(port, get("/stats", "Host: localhost.attacker.example\r\n")));
    assertEquals(403, refused(port, get("/stats", "Host: 192.0.2.1\r\n")));
    assertEquals(403, refused(port, CEILING.replace("localhost", "attacker.example")));
    assertEquals(400, refused(port, get("/stats", "")));
    try (Peer peer = new Peer(port)) {
      for (String host :
          List.of("localhost", "LOCALHOST:" + port, "127.0.0.1:" + port, "[::1]:7")) {
        assertEquals(200, asked(peer, get("/open", "Host: " + host + "\r\n")), host);
      }
    }
  }

  @Test
  void oneMeasurementAtATimeAndItEndsWithItsCaller() {
    int most = 10;
    int port = listen(new StatsSettings.Bounds(most, LONG, LONG));
    int cores = Runtime.getRuntime().availableProcessors();
    try (Peer first = new Peer(port)) {
      send(first, CEILING);
      eventually("it runs on all cores", () -> operation.running.get() == cores);
      assertEquals(429, refused(port, CEILING));
      assertEquals(429, refused(port, GC));
      try (Peer other = new Peer(port)) {
        assertEquals(200, asked(other, get("/open", LOCAL)), "figures are served meanwhile");
      }
    }
    eventually("its caller has gone", () -> hasRoomFor(most, port));
    operation.released.release(cores);
    eventually("other work may start", () -> isServed(port, GC));
    assertEquals(cores, operation.begun.get(), "no operation has begun after that");
  }

  private static boolean isServed(int port, String request) {
    try (Peer peer = new Peer(port)) {
      return isServed(peer, request);
    }
  }

  private static boolean isServed(Peer peer, String request) {
    peer.sendIfOpen(request.getBytes(StandardCharsets.ISO_8859_1));
    String answer = peer.isClosed() ? "" : new String(peer.readSome(), StandardCharsets.ISO_8859_1);
    return answer.startsWith("HTTP/1.1 200 ");
  }

  /** Whether this many connections can be open at the same time. */
  private static boolean hasRoomFor(int connections, int port) {
    List<Peer> peers = new ArrayList<>();
    try {
      for (int i = 0; i < connections; i++) {
        peers.add(new Peer(port));
      }
      return peers.stream().allMatch(each -> isServed(each, get("/open", LOCAL)));
    } finally {
      peers.forEach(Peer::close);
    }
  }

  @Test
  void aConnectionThatSendsNoWholeRequestIsClosed() {
    int port = listen(new StatsSettings.Bounds(100, SHORT, LONG));
    try (Peer silent = new Peer(port);
        Peer half = new Peer(port);
        Peer bodiless = new Peer(port)) {
      send(half, "GET /stats HTTP/1.1\r\nHost: loc");
      send(bodiless, CEILING.replace("\r\n\r\n", "\r\nContent-Length: 9\r\n\r\n12"));
      assertEquals(0, silent.readToEnd().length);
      assertEquals(0, half.readToEnd().length);
      assertEquals(0, bodiless.readToEnd().length);
    }
    assertEquals(0, operation.begun.get());
  }

  @Test
  void bytesAloneExtendNoDeadline() {
    int port = listen(new StatsSettings.Bounds(100, SHORT, LONG));
    try (Peer dripping = new Peer(port)) {
      send(dripping, "GET /stats HTTP/1.1\r\n");
      eventually(
          "it is closed",
          () -> {
            dripping.sendIfOpen((byte) 'x');
            return dripping.isClosed();
          });
    }
  }

  @Test
  void aConnectionIsClosedSomeTimeAfterItsAnswer() {
    int port = listen(new StatsSettings.Bounds(100, LONG, SHORT));
    try (Peer peer = new Peer(port)) {
      assertEquals(200, asked(peer, get("/open", LOCAL)));
      assertEquals(0, peer.readToEnd().length);
    }
  }

  @Test
  void connectionsBeyondTheLimitAreClosedUntilOneEnds() {
    int port = listen(new StatsSettings.Bounds(2, LONG, LONG));
    List<Peer> open = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Peer peer = new Peer(port);
      open.add(peer);
      assertEquals(200, asked(peer, get("/open", LOCAL)));
    }
    try (Peer third = new Peer(port)) {
      assertEquals(0, third.readToEnd().length);
    }
    open.remove(0).close();
    eventually("there is room again", () -> isServed(port, get("/open", LOCAL)));
    open.forEach(Peer::close);
  }

  @Test
  void longLinesHeadersAndBodiesAreRefused() {
    int port = listen(PATIENT);
    assertEquals(414, refused(port, get("/" + "x".repeat(2_000), LOCAL)));
    assertEquals(431, refused(port, get("/stats", LOCAL + "X: " + "x".repeat(8_000) + "\r\n")));
    String post = "POST /gc HTTP/1.1\r\n" + JSON;
    assertEquals(413, refused(port, post + "Content-Length: 1025\r\n\r\n"));
    assertEquals(413, refused(port, post + "Transfer-Encoding: chunked\r\n\r\n"));
    try (Peer peer = new Peer(port)) {
      assertEquals(200, asked(peer, post + "Content-Length: 2\r\n\r\n{}"));
    }
  }

  @Test
  void anUpgradeToHttp2IsNotTaken() {
    int port = listen(PATIENT);
    try (Peer peer = new Peer(port)) {
      send(peer, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
      String answer = new String(peer.readToEnd(), StandardCharsets.ISO_8859_1);
      assertTrue(answer.isEmpty() || answer.startsWith("HTTP/2.0 501 "), "no frames: " + answer);
    }
    String upgrade =
        "Connection: Upgrade, HTTP2-Settings\r\n"
            + "Upgrade: h2c\r\n"
            + "HTTP2-Settings: AAMAAABkAAQAAP__\r\n";
    try (Peer peer = new Peer(port)) {
      assertEquals(200, asked(peer, get("/open", LOCAL + upgrade)), "and not 101");
    }
  }
}
