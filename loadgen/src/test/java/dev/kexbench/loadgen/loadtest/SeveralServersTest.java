package dev.kexbench.loadgen.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientFile;
import dev.kexbench.loadgen.CommandHere;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.server.RunningServer;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.FailureCause;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.TargetFigures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/loadtest --target A,B}. */
public class SeveralServersTest {
  /** Length of an OFFER without an admission part. */
  private static final int OFFER_BYTES = 288;

  @TempDir private Path home;

  private final RunningServer one = RunningServer.kx1();
  private final RunningServer other = RunningServer.kx1();

  @BeforeEach
  public void writeKeys() throws IOException {
    writeKeys(home);
  }

  /** Writes pub.pem and clients.csv for clients of the tests' servers. */
  public static void writeKeys(Path home) throws IOException {
    Files.writeString(
        home.resolve("pub.pem"),
        "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
            .formatted(
                Base64.getMimeEncoder()
                    .encodeToString(TestExchange.KEYS.publicKey().key().getEncoded())));
    ClientFile.writeCredentials(
        home.resolve("clients.csv"),
        TestExchange.CLIENTS.stream()
            .map(
                each ->
                    new ClientCredentials(each.id(), each.root(), Optional.empty(), each.name()))
            .toList());
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  private ChildProcess.End run(List<Integer> ports, String... more) {
    String targets = String.join(",", ports.stream().map(port -> "127.0.0.1:" + port).toList());
    List<Object> args = new ArrayList<>(List.of("--target", targets, "-w", "0s", "--quiet"));
    args.addAll(List.of("--timeout", "5m", "--server-key", home.resolve("pub.pem")));
    args.addAll(List.of("--clients", home.resolve("clients.csv"), "-o", home.resolve("out")));
    args.addAll(Arrays.asList(more));
    return CommandHere.loadtest(home, args.toArray());
  }

  private Run report() {
    return ReportFiles.read(home.resolve("out").resolve("report.json")).runs().get(0);
  }

  @Test
  void takeTurnsAndTheReportListsTheFiguresOfEachServer() {
    String stats =
        "http://127.0.0.1:%d,http://127.0.0.1:%d"
            .formatted(one.listenForStats(), other.listenForStats());
    ChildProcess.End end =
        run(List.of(one.port(), other.port()), "-n", "60", "-c", "4", "--target-stats", stats);
    end.assertDone();
    assertEquals(30, one.confirmed());
    assertEquals(30, other.confirmed());
    Run run = report();
    assertEquals(60, run.counts().serverConfirmed());
    assertEquals(60, run.server().counts().confirmed());
    assertEquals(
        List.of("127.0.0.1:" + one.port(), "127.0.0.1:" + other.port()),
        run.targets().stream().map(TargetFigures::address).toList());
    for (TargetFigures each : run.targets()) {
      assertEquals(30, each.established());
      assertEquals(30, each.server().counts().confirmed());
    }
    assertTrue(end.out().contains("Servers"), end::toString);
  }

  @Test
  void theServerThatFailedIsNamed() throws IOException {
    try (ServerSocket rude = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread closing = new Thread(() -> closeEach(rude), "rude-server");
      closing.setDaemon(true);
      closing.start();
      run(List.of(one.port(), rude.getLocalPort()), "-n", "20", "-c", "4").assertDone();
    }
    List<TargetFigures> targets = report().targets();
    assertEquals(10, targets.get(0).established());
    assertEquals(Map.of(), targets.get(0).failed());
    assertEquals(0, targets.get(1).established());
    assertEquals(Map.of(FailureCause.CLOSED, 10L), targets.get(1).failed());
  }

  /** Reads each client's OFFER, and closes the connection in reply. */
  private static void closeEach(ServerSocket server) {
    try {
      while (true) {
        Socket client = server.accept();
        client.getInputStream().readNBytes(OFFER_BYTES);
        client.close();
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  @Test
  void statisticsAreGivenForAllServersOrForNone() {
    ChildProcess.End end =
        run(
            List.of(one.port(), other.port()),
            "-n",
            "2",
            "--target-stats",
            "http://127.0.0.1:" + one.listenForStats());
    assertEquals(ExitCode.USAGE, end.exitCode(), end::toString);
    assertTrue(end.err().contains("give one for each of the 2 servers"), end::toString);
  }
}
