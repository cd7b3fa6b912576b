package dev.kexbench.loadgen.target;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.machine.CoreSplit;
import dev.kexbench.loadgen.machine.SystemLimits;
import dev.kexbench.loadgen.server.KeyFolder;
import dev.kexbench.results.report.ServerStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a connection that sends nothing costs a server, in a process with the heap of {@code
 * scripts/serve} or, for many connections, a larger one. {@code scripts/test --idle N} runs it with
 * N connections. Writes {@code target/idle.md}.
 */
@Tag("process")
class IdleConnectionsTest {
  private static final int CONNECTIONS = Integer.getInteger("idle.connections", 5_000);
  private static final Path TABLE = Path.of("target", "idle.md");
  private static final String JVM = "kexbench.server.jvm";

  /** Connections before the first reading: what the first ones load and allocate once. */
  private static final int FIRST = 500;

  /** The server's accept queue must not overflow. */
  private static final int AT_ONCE = 1_000;

  private static final long MOST_BYTES_EACH = 2_048;
  private static final Pattern PAUSE = Pattern.compile("Pause (.+) \\d+M->.* ([0-9.]+)ms");

  @TempDir private Path home;

  private String before;

  private OwnServer server() {
    CryptoBackend backend = Backends.select("auto").backend();
    KeyFolder keys = KeyFolder.create(home.resolve("keys"), false, TestExchange.KX1, backend);
    long megabytes = 512 + CONNECTIONS * 4L / 1_024;
    System.setProperty(
        JVM,
        "-XX:+UseParallelGC -Xms256m -Xmx%dm -Xlog:gc:file=%s --enable-native-access=ALL-UNNAMED"
            .formatted(megabytes, log()));
    return new OwnServer(
        keys,
        new OwnServer.Launch(
            List.of(
                "--first-frame-timeout",
                "1h",
                "--max-connections",
                String.valueOf(CONNECTIONS),
                "--event-loops",
                "2"),
            home.resolve("server.log"),
            CoreSplit.of("off", true),
            Duration.ZERO));
  }

  private Path log() {
    return home.resolve("gc.log");
  }

  private static void open(IdleSockets sockets, OwnServer server, int count) {
    for (int next = AT_ONCE; next < count + AT_ONCE; next += AT_ONCE) {
      long expected = Math.min(next, count);
      sockets.openUpTo((int) expected);
      eventually("all are accepted", () -> server.openConnections().orElse(0L) >= expected);
    }
  }

  /** A server's memory after a garbage collection, in bytes. */
  private record Memory(long heap, long resident) {
    static Memory of(OwnServer server) throws IOException {
      ServerStats stats = server.collected();
      long pid = server.processes().iterator().next();
      String status = Files.readString(Path.of("/proc/" + pid + "/status"));
      long kibibytes =
          Pattern.compile("VmRSS:\\s+(\\d+) kB")
              .matcher(status)
              .results()
              .map(found -> Long.parseLong(found.group(1)))
              .findFirst()
              .orElseThrow();
      return new Memory(stats.footprint().heapBytes(), 1_024 * kibibytes);
    }
  }

  @Test
  void anIdleConnectionTakesAtMostTwoKibibytesOfHeap() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "needs Linux");
    long free = SystemLimits.freeDescriptors().orElse(0);
    assumeTrue(free > CONNECTIONS + 200, "needs descriptors; raise the limit (ulimit -n)");
    before = System.getProperty(JVM);
    try (OwnServer server = server();
        IdleSockets sockets = new IdleSockets(server.addresses().get(0))) {
      open(sockets, server, FIRST);
      Memory first = Memory.of(server);
      open(sockets, server, CONNECTIONS);
      Memory all = Memory.of(server);
      assertEquals(CONNECTIONS, server.openConnections().orElseThrow());
      double others = CONNECTIONS - FIRST;
      double heap = (all.heap() - first.heap()) / others;
      write(heap, (all.resident() - first.resident()) / others);
      assertTrue(heap <= MOST_BYTES_EACH, () -> heap + " bytes of heap each");
    } finally {
      restore();
    }
  }

  private void restore() {
    if (before == null) {
      System.clearProperty(JVM);
    } else {
      System.setProperty(JVM, before);
    }
  }

  private void write(double heap, double resident) throws IOException {
    List<MatchResult> pauses = PAUSE.matcher(Files.readString(log())).results().toList();
    Files.createDirectories(TABLE.toAbsolutePath().getParent());
    Files.write(
        TABLE,
        List.of(
            "| connections | heap each | resident memory each | longest pause | longest full"
                + " collection |",
            "|---|---|---|---|---|",
            String.format(
                Locale.ROOT,
                "| %,d | %,.0f B | %,.0f B | %.1f ms | %.1f ms |",
                CONNECTIONS,
                heap,
                resident,
                longest(pauses, false),
                longest(pauses, true))));
  }

  /** In milliseconds; collections that this test asks for are full. */
  private static double longest(List<MatchResult> pauses, boolean full) {
    return pauses.stream()
        .filter(each -> each.group(1).startsWith("Full") == full)
        .mapToDouble(each -> Double.parseDouble(each.group(2)))
        .max()
        .orElse(0);
  }
}
