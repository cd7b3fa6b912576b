package dev.kexbench.results.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.Profile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of this JVM by its Flight Recorder, and flame graphs of a part of them. */
class FlightRecorderProfilerTest {
  private static final List<ProfileEvent> LOCK = List.of(ProfileEvent.LOCK);

  @TempDir private Path folder;

  private final Object lock = new Object();

  /** A thread waits for a lock that this one holds. */
  private void contend() throws InterruptedException {
    Thread other = new Thread(this::enter);
    synchronized (lock) {
      other.start();
      while (other.getState() != Thread.State.BLOCKED) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    other.join();
  }

  private void enter() {
    synchronized (lock) {
      lock.notifyAll();
    }
  }

  private static Profiler profiler(List<ProfileEvent> events) {
    return FlightRecorderProfiler.rehearsed(events, "a test asks for it");
  }

  private Path recordTwo(Instant[] between) throws IOException, InterruptedException {
    Path recording = folder.resolve("profile-server.jfr");
    Profiler profiler = profiler(LOCK);
    profiler.start();
    contend();
    TimeUnit.MILLISECONDS.sleep(2); // a window begins at a millisecond
    between[0] = Instant.now();
    TimeUnit.MILLISECONDS.sleep(2);
    contend();
    profiler.stop(recording);
    return recording;
  }

  private List<Profile.Graph> graphs(Path recording, FlameGraphs.Window window) throws IOException {
    return new FlameGraphs("server", recording, window).write(LOCK);
  }

  @Test
  void aGraphHasTheSamplesOfItsWindowOnly() throws IOException, InterruptedException {
    Instant[] between = new Instant[1];
    Path recording = recordTwo(between);
    long all = graphs(recording, FlameGraphs.Window.ALL).get(0).samples();
    assertTrue(all >= 2, "samples: " + all); // other threads of this JVM may have waited, too
    FlameGraphs.Window second = new FlameGraphs.Window(between[0], Instant.now());
    Profile.Graph graph = graphs(recording, second).get(0);
    long inWindow = graph.samples();
    assertTrue(inWindow >= 1 && inWindow < all, "samples: " + inWindow + " of " + all);
    assertEquals("flame-server.html", graph.file());
    assertEquals("JDK Flight Recorder", graph.tool());
    assertTrue(
        graph.top().stream()
            .anyMatch(method -> method.name().endsWith("FlightRecorderProfilerTest.enter")),
        () -> graph.top().toString());
    String page = Files.readString(folder.resolve(graph.file()));
    assertTrue(
        page.contains(
            "server: time waiting for locks, %d samples with JDK Flight Recorder"
                .formatted(inWindow)));
    assertTrue(page.contains("FlightRecorderProfilerTest"));
  }

  @Test
  void aWindowWithoutSamplesHasAnEmptyGraph() throws IOException, InterruptedException {
    Path recording = recordTwo(new Instant[1]);
    FlameGraphs.Window later =
        new FlameGraphs.Window(Instant.now().plusSeconds(60), Instant.now().plusSeconds(61));
    Profile.Graph graph = graphs(recording, later).get(0);
    assertEquals(0, graph.samples());
    assertEquals(List.of(), graph.top());
    assertTrue(Files.exists(folder.resolve(graph.file())));
  }

  @Test
  void aRecordingHoldsNoEnvironment() throws IOException, InterruptedException {
    byte[] bytes = Files.readAllBytes(recordTwo(new Instant[1]));
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String path = System.getenv("PATH");
    assertFalse(path != null && path.length() > 10 && text.contains(path));
  }

  @Test
  void statesWhatItLeavesOut() {
    Profiler some = profiler(List.of(ProfileEvent.CPU, ProfileEvent.WALL));
    assertEquals(List.of(ProfileEvent.CPU), some.events());
    assertEquals(
        "profiling with the JDK's Flight Recorder, which has no wall-clock samples; async-profiler"
            + " is not used: a test asks for it",
        some.fallback().orElseThrow());
    IllegalStateException none =
        assertThrows(IllegalStateException.class, () -> profiler(List.of(ProfileEvent.WALL)));
    assertTrue(none.getMessage().contains("choose cpu, alloc or lock"), none::getMessage);
  }
}
