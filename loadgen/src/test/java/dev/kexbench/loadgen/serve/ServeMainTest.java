package dev.kexbench.loadgen.serve;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static dev.kexbench.loadgen.fixture.FailedCommand.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.exchange.Step;
import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.loadgen.CommandHere;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.loadgen.fixture.TestFiles;
import dev.kexbench.loadgen.machine.SystemCommands;
import dev.kexbench.loadgen.server.StatsToken;
import dev.kexbench.loadgen.target.StatsClient;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/serve} as a process. */
@Tag("process")
class ServeMainTest {
  @TempDir private Path home;

  private ChildProcess serve(Object... more) {
    Object[] args = new Object[3 + more.length];
    args[0] = TestFiles.in(home).folder();
    args[1] = "--listen";
    args[2] = "127.0.0.1:0";
    System.arraycopy(more, 0, args, 3, more.length);
    return ChildProcess.start(home, ServeMain.class, args);
  }

  @Test
  void printsOneLineWhenReadyAndExitsWithItsParent() {
    try (ChildProcess child = serve("--stats", "127.0.0.1:0", "--with-parent")) {
      String ready = child.firstLine();
      assertTrue(
          ready.matches("listening on 127\\.0\\.0\\.1:\\d+ stats http://127\\.0\\.0\\.1:\\d+"),
          ready);
      StatsClient statistics = new StatsClient(URI.create(ready.substring(ready.indexOf("http"))));
      assertEquals("kx1-rsa2048", statistics.stats().exchange());

      child.closeInput();
      ChildProcess.End end = child.end();
      assertEquals(ExitCode.FINE, end.exitCode(), end::toString);
      assertEquals("", end.out(), "the rest of its standard output");
    }
  }

  @Test
  void logsItsSettingsAtStartAndItsCountsAtExit() throws IOException {
    try (ChildProcess child =
        serve("--drain", "200ms", "--queue-age", "3s", "--max-connections", "77")) {
      HostPort address = HostPort.parse(child.firstLine().replace("listening on ", ""));
      Step offer = TestExchange.clientSide().open(TestExchange.CLIENTS.get(0)).start();
      try (Socket unconfirmed = new Socket(address.host(), address.port())) {
        unconfirmed.getOutputStream().write(((Step.Send) offer).bytes());
        assertEquals(72, unconfirmed.getInputStream().readNBytes(72).length, "it is answered");
        eventually(
            "it has started", () -> child.says("serving kx1-rsa2048 at " + address + " with "));
        child.signal("TERM");
        ChildProcess.End end = child.end();
        assertEquals(ExitCode.FINE, end.exitCode(), end::toString);
        List<String> log = end.err().lines().toList();
        assertEquals(2, log.size(), end::toString);
        assertTrue(
            log.get(0).contains("at most 77 connections, 16,000 operations waiting for 3 s"),
            end::toString);
        assertTrue(log.get(1).contains("stopped after 0 confirmed exchanges"), end::toString);
        assertTrue(log.get(1).endsWith("1 exchanges cut off"), end::toString);
      }
    }
  }

  @Test
  void refusesWithoutDescriptorsAndServesAgainWhenTheyAreFree() throws IOException {
    int descriptors = 220;
    try (ChildProcess child = serve("--stats", "127.0.0.1:0")) {
      String ready = child.firstLine();
      StatsClient statistics = new StatsClient(URI.create(ready.substring(ready.indexOf("http"))));
      statistics.stats();
      SystemCommands.run(
          "prlimit",
          "--pid",
          String.valueOf(child.handle().pid()),
          "--nofile=" + descriptors + ":" + descriptors);
      HostPort address = HostPort.parse(ready.split(" ")[2]);
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < descriptors; i++) {
        sockets.add(new Socket(address.host(), address.port()));
      }
      eventually("it has no more", () -> child.says("Too many open files"));
      for (Socket socket : sockets) {
        socket.close();
      }
      TestFiles files = TestFiles.in(home);
      ChildProcess.End end =
          CommandHere.loadtest(
              home,
              "--target",
              address,
              "--server-key",
              files.server().publicKey(KeyKind.RSA),
              "--clients",
              files.clients(),
              "--cores",
              "off",
              "-w",
              "0s",
              "-n",
              "20",
              "-o",
              home.resolve("out"));
      assertTrue(end.out().contains("20 started = 20 established"), end::toString);
    }
  }

  @Test
  void withoutAParentItOutlivesItsInputAndExitsOnSigterm() {
    try (ChildProcess child = serve()) {
      String ready = child.firstLine();
      assertTrue(ready.matches("listening on 127\\.0\\.0\\.1:\\d+"), ready);
      child.closeInput();
      assertTrue(child.handle().isAlive());
      child.signal("TERM");
      assertEquals(ExitCode.FINE, child.end().exitCode());
    }
  }

  @Test
  void reloadsChangedClientsAndKeepsThemIfTheFileIsInvalid() throws IOException {
    Path table = TestFiles.in(home).server().table();
    try (ChildProcess child = serve()) {
      child.firstLine();
      String rows = Files.readString(table);
      Files.writeString(table, rows.substring(0, rows.lastIndexOf("\n", rows.length() - 2) + 1));
      int left = TestExchange.CLIENTS.size() - 1;
      eventually(
          "a client has gone", () -> child.says("reloaded the client table: " + left + " clients"));
      Files.writeString(table, "nonsense");
      eventually(
          "the file is refused", () -> child.says("keeping the previous " + left + " clients"));
    }
  }

  @Test
  void aPortThatIsInUse() throws IOException {
    Path folder = TestFiles.in(home).folder();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      assertRefused(
          "cannot listen on " + address, home, ServeMain.class, folder, "--listen", address);
    }
  }

  @Test
  void aStatisticsPortThatOthersCanReachNeedsAToken() {
    Path folder = TestFiles.in(home).folder();
    assertRefused(
        "--stats-token-file",
        home,
        ServeMain.class,
        folder,
        "--listen",
        "127.0.0.1:0",
        "--stats",
        "0.0.0.0:0");
  }

  @Test
  void aTokenFromAFileIsAskedForAndNeverLogged() throws IOException {
    String token = "a-token-of-this-test";
    Path file = home.resolve("stats.token");
    Files.writeString(file, token + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    try (ChildProcess child = serve("--stats", "0.0.0.0:0", "--stats-token-file", file)) {
      String ready = child.firstLine();
      URI url = URI.create(ready.substring(ready.indexOf("http")));
      StatsClient with = new StatsClient(url, Optional.of(new StatsToken(token)));
      assertEquals("kx1-rsa2048", with.stats().exchange());
      CommandFailure without =
          assertThrows(CommandFailure.class, () -> new StatsClient(url).stats());
      assertTrue(without.getMessage().contains("status 401"), without::getMessage);
      child.signal("TERM");
      ChildProcess.End end = child.end();
      assertFalse((ready + end).contains(token), end::toString);
    }
  }

  @Test
  void aTokenFileThatOthersCanReadIsRefused() throws IOException {
    Path file = home.resolve("stats.token");
    Files.writeString(file, "a-token-of-this-test");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertRefused(
        "chmod 600",
        home,
        ServeMain.class,
        TestFiles.in(home).folder(),
        "--stats",
        "127.0.0.1:0",
        "--stats-token-file",
        file);
  }

  @Test
  void aFolderWithoutKeys() {
    assertRefused("rsa.key.pem", home, ServeMain.class, home.resolve("empty"));
  }

  @Test
  void aPrivateKeyThatOthersCanRead() throws IOException {
    Path folder = TestFiles.in(home).folder();
    Files.setPosixFilePermissions(
        folder.resolve("rsa.key.pem"), PosixFilePermissions.fromString("rw-r--r--"));
    assertRefused("chmod 600", home, ServeMain.class, folder);
  }

  @Test
  void keysOfAnotherSizeThanTheExchangeNeeds() {
    Path folder = TestFiles.in(home).folder();
    assertRefused("3072", home, ServeMain.class, folder, "-x", "kx1-rsa3072");
  }

  @Test
  void aQueueOfLengthZero() {
    Path folder = TestFiles.in(home).folder();
    assertRefused(
        "--queue", home, ServeMain.class, folder, "--crypto-threads", "1", "--queue", "0");
  }
}
