package dev.kexbench.loadgen.live;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.fixture.EventStream;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveServerTest {
  private static final HostPort ANY = new HostPort("127.0.0.1", 0);

  /** More than a connection and its two sockets hold. */
  private static final String LARGE = "x".repeat(4_000_000);

  private final List<EventStream> streams = new ArrayList<>();
  private final LiveServer server = serve(ANY);

  private static LiveServer serve(HostPort at) {
    return LiveServer.start(
        at, () -> CompletableFuture.completedFuture("the page"), Optional.empty());
  }

  @AfterEach
  void close() {
    streams.forEach(EventStream::close);
    server.close();
  }

  private int port() {
    return server.address().port();
  }

  private EventStream get(String path, Map<String, String> headers) {
    EventStream stream = new EventStream(port(), path, headers);
    streams.add(stream);
    return stream;
  }

  private int status(String path, Map<String, String> headers) {
    return get(path, headers).status();
  }

  private EventStream viewer() {
    EventStream viewer = get("/events", Map.of());
    assertEquals(200, viewer.status());
    return viewer;
  }

  @Test
  void servesThePageAndItsEventsAndNothingElse() {
    EventStream page = get("/", Map.of());
    assertEquals(200, page.status());
    assertEquals("the page", page.line());
    assertEquals(404, status("/report.json", Map.of()));
    assertEquals(404, status("/events/1", Map.of()));
    try (EventStream post = new EventStream("POST", port(), "/", Map.of())) {
      assertEquals(405, post.status());
    }
  }

  @Test
  void servesNobodyWhoNamesAnotherHost() {
    assertEquals(403, status("/", Map.of("Host", "attacker.example")));
    assertEquals(403, status("/events", Map.of("Host", "attacker.example:" + port())));
    assertEquals(403, status("/", Map.of("Host", "127.0.0.1.attacker.example")));
    assertEquals(403, status("/", Map.of("Host", "192.0.2.1")), "it listens on loopback only");
    assertEquals(200, status("/", Map.of("Host", "localhost:" + port())));
    assertEquals(200, status("/", Map.of("Host", "[::1]:" + port())));
  }

  @Test
  void anotherSitesPageOpensNoStream() {
    assertEquals(403, status("/events", Map.of("Origin", "http://attacker.example")));
    assertEquals(200, status("/events", Map.of("Origin", "http://127.0.0.1:" + port())));
    assertEquals(403, status("/events", Map.of("Sec-Fetch-Site", "cross-site")));
    assertEquals(200, status("/events", Map.of("Sec-Fetch-Site", "same-origin")));
  }

  @Test
  void everyViewerGetsTheFramesAndTheEnd() {
    assertFalse(server.isWatched());
    List<EventStream> viewers = List.of(viewer(), viewer());
    assertTrue(server.isWatched());
    server.send("1");
    viewers.forEach(each -> assertEquals(List.of("frame", "1"), each.event()));
    viewers.get(1).close();
    eventually("it has left", () -> countAfter(server, "2") == 1);
    server.end("last").join();
    List<List<String>> rest = viewers.get(0).rest();
    assertEquals(List.of("end", "last"), rest.get(rest.size() - 1), "and the stream has ended");
    assertEquals(2, server.mostViewers());
  }

  private static int countAfter(LiveServer server, String frame) {
    server.send(frame); // a broken connection is noticed when something is written
    return server.viewers();
  }

  @Test
  void aSlowViewerMissesFramesAndDelaysNoOther() {
    EventStream slow = viewer();
    EventStream fast = viewer();
    int frames = 30;
    for (int i = 0; i < frames; i++) {
      server.send(LARGE + i);
      assertEquals(LARGE + i, fast.event().get(1));
    }
    int taken = 0;
    for (List<String> event = slow.event(); event != null; event = slow.event()) {
      taken++;
      if (taken == 1) {
        server.end("last");
      }
    }
    assertTrue(taken < frames, taken + " frames were kept for it");
    assertEquals(List.of(List.of("end", "last")), fast.rest());
  }

  @Test
  void theEndWaitsForAViewerThatStillReadsAnEarlierFrame() {
    EventStream viewer = viewer();
    server.send(LARGE);
    CompletableFuture<Void> end = server.end("last " + LARGE);
    assertEquals(200, status("/", Map.of())); // by then the event loop has begun to send the end
    assertFalse(end.isDone());
    assertEquals(List.of(List.of("frame", LARGE), List.of("end", "last " + LARGE)), viewer.rest());
    end.join();
  }

  @Test
  void thereIsALimitToTheViewers() {
    for (int i = 0; i < LiveServer.MOST_VIEWERS; i++) {
      viewer();
    }
    assertEquals(503, status("/events", Map.of()));
    assertEquals(LiveServer.MOST_VIEWERS, server.mostViewers());
  }

  @Test
  void anAddressThatIsTakenIsAFailureThatNamesTheOption() {
    HostPort taken = server.address();
    CommandFailure failure = assertThrows(CommandFailure.class, () -> serve(taken));
    assertEquals(ExitCode.USAGE, failure.exitCode());
    assertTrue(failure.getMessage().startsWith("--live " + taken + ": "), failure.getMessage());
  }
}
