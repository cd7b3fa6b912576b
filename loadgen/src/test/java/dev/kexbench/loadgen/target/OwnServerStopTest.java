package dev.kexbench.loadgen.target;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.core.exchange.Step;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.fixture.SchedulingPolicies;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.machine.CoreSplit;
import dev.kexbench.loadgen.server.KeyFolder;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class OwnServerStopTest {
  /** Longer than a server without exchanges in progress ever takes to stop. */
  private static final Duration DRAIN = Duration.ofSeconds(11);

  @TempDir private Path home;

  /** As a client whose last packets were lost leaves it. */
  @Test
  void aServerWithAnUnfinishedExchangeIsNotKilledBeforeItsDrainIsOver() throws IOException {
    OwnServer server = started();
    try (Socket client = new Socket(address(server).host(), address(server).port())) {
      beginExchange(client, server);
      server.close();
      assertTrue(server.ended());
    }
    List<String> lines = Files.readAllLines(log());
    assertTrue(lines.get(lines.size() - 1).endsWith("1 exchanges cut off"), lines::toString);
  }

  /** A JVM that exits waits for its compiler threads, and these would wait for an idle core. */
  @Test
  void compilersThatGaveWayAreNotWaitedFor() throws IOException {
    assumeTrue(SchedulingPolicies.mayEndIdle(), "a thread may not leave SCHED_IDLE");
    OwnServer server = started();
    long pid = server.processes().iterator().next();
    try (Socket client = new Socket(address(server).host(), address(server).port())) {
      beginExchange(client, server);
      server.compileWhenIdle();
      assertTrue(SchedulingPolicies.ofCompilers(pid).contains(SchedulingPolicies.IDLE));
      CompletableFuture<Void> stop = CompletableFuture.runAsync(server::close);
      eventually(
          "they have the usual priority while it drains",
          () -> SchedulingPolicies.ofCompilers(pid).equals(Set.of(SchedulingPolicies.OTHER)));
      client.shutdownOutput();
      stop.join();
      assertTrue(server.ended());
    }
  }

  private Path log() {
    return home.resolve("server.log");
  }

  private OwnServer started() {
    List<String> options =
        List.of(
            "-x", "kx1-rsa2048", "--drain", DRAIN.toSeconds() + "s", "--first-frame-timeout", "1m");
    KeyFolder keys =
        KeyFolder.create(home.resolve("keys"), false, TestExchange.KX1, TestExchange.BACKEND);
    return new OwnServer(
        keys, new OwnServer.Launch(options, log(), CoreSplit.of("off", true), DRAIN));
  }

  private static HostPort address(OwnServer server) {
    return server.addresses().get(0);
  }

  /** Sends a part of an OFFER. */
  private static void beginExchange(Socket client, OwnServer server) throws IOException {
    Step offer = TestExchange.clientSide().open(TestExchange.CLIENTS.get(0)).start();
    client.getOutputStream().write(((Step.Send) offer).bytes()[0]);
    eventually("it is accepted", () -> server.openConnections().orElse(0L) == 1);
  }
}
