package dev.kexbench.loadgen.target;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.Step;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.machine.CoreSplit;
import dev.kexbench.loadgen.server.KeyFolder;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    Path log = home.resolve("server.log");
    List<String> options =
        List.of(
            "-x", "kx1-rsa2048", "--drain", DRAIN.toSeconds() + "s", "--first-frame-timeout", "1m");
    KeyFolder keys =
        KeyFolder.create(home.resolve("keys"), false, TestExchange.KX1, TestExchange.BACKEND);
    OwnServer server =
        new OwnServer(keys, new OwnServer.Launch(options, log, CoreSplit.of("off", true), DRAIN));
    HostPort address = server.addresses().get(0);
    Step offer = TestExchange.clientSide().open(TestExchange.CLIENTS.get(0)).start();
    try (Socket client = new Socket(address.host(), address.port())) {
      client.getOutputStream().write(((Step.Send) offer).bytes()[0]);
      eventually("it is accepted", () -> server.openConnections().orElse(0L) == 1);
      server.close();
      assertTrue(server.ended());
    }
    List<String> lines = Files.readAllLines(log);
    assertTrue(lines.get(lines.size() - 1).endsWith("1 exchanges cut off"), lines::toString);
  }
}
