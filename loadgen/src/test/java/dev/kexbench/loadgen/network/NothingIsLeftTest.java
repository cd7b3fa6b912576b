package dev.kexbench.loadgen.network;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a program with an emulated network ends, its processes, namespaces and devices do. */
@Tag("process")
class NothingIsLeftTest {
  @TempDir private Path folder;

  @BeforeAll
  static void needsNamespaces() {
    EmulatedPathTest.requireNetworks();
  }

  /** A running program, and all that belongs to it. */
  private record Running(Process outer, Map<String, Long> processes, Set<String> namespaces) {
    boolean ended() {
      return !outer.isAlive()
          && processes.values().stream().noneMatch(NothingIsLeftTest::runs)
          && namespacesOfAll().stream().noneMatch(namespaces::contains);
    }
  }

  private Running start() throws IOException {
    Path file = folder.resolve("processes.txt");
    Process outer =
        new ProcessBuilder(
                PathProbeMain.command(
                    PathProbeMain.class, "run", "rtt=10ms", "1", file.toString(), "hold"))
            .inheritIO()
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .start();
    eventually("it has written its processes", () -> Files.exists(file) || !outer.isAlive());
    Map<String, Long> processes = EmulatedPathTest.read(file);
    Set<String> namespaces = new HashSet<>();
    for (long pid : processes.values()) {
      namespaces.add(namespace(pid));
    }
    assertEquals(2, namespaces.size(), "of the generator and of the server");
    assertTrue(namespacesOfAll().containsAll(namespaces));
    return new Running(outer, processes, namespaces);
  }

  private static String namespace(long pid) throws IOException {
    return Files.readSymbolicLink(Path.of("/proc", String.valueOf(pid), "ns", "net")).toString();
  }

  /** A killed process is there until its parent, or init, has asked for its end. */
  private static boolean runs(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  /** The network namespaces of all processes; one without processes has ended. */
  private static Set<String> namespacesOfAll() {
    Set<String> all = new HashSet<>();
    List<Long> pids = new ArrayList<>();
    try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
      processes.forEach(each -> pids.add(each.pid()));
    }
    for (long pid : pids) {
      try {
        all.add(namespace(pid));
      } catch (IOException ended) {
        continue; // in the meantime
      }
    }
    return all;
  }

  private static void assertEnds(Running running) throws IOException {
    eventually("nothing of it is left", running::ended);
    assertTrue(!Files.readString(Path.of("/proc/net/dev")).contains("kexbench"));
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  @Test
  void afterItsParentIsKilled() throws IOException {
    Running running = start();
    kill(running.outer.pid());
    assertEnds(running);
  }

  @ParameterizedTest
  @ValueSource(strings = {"generator", "server", "path"})
  void afterOneOfItsProcessesIsKilledAndTheParentEnds(String which) throws IOException {
    Running running = start();
    running.processes.forEach(
        (name, pid) -> {
          if (name.startsWith(which)) {
            kill(pid);
          }
        });
    running.outer.getOutputStream().close();
    assertEnds(running);
  }

  @Test
  void afterASignal() throws IOException {
    Running running = start();
    running.outer.destroy();
    assertEnds(running);
  }
}
