package dev.kexbench.loadgen;

import static dev.kexbench.loadgen.Eventually.eventually;
import static dev.kexbench.loadgen.FailedCommand.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.ExitCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/serve} as a process. */
class ServeMainTest {
  @TempDir private Path home;

  private Child serve(Object... more) {
    Object[] args = new Object[3 + more.length];
    args[0] = TestFiles.in(home).folder();
    args[1] = "--listen";
    args[2] = "127.0.0.1:0";
    System.arraycopy(more, 0, args, 3, more.length);
    return Child.start(home, ServeMain.class, args);
  }

  @Test
  void printsOneLineWhenItIsReadyAndEndsWithItsParent() {
    try (Child child = serve("--stats", "127.0.0.1:0", "--with-parent")) {
      String ready = child.firstLine();
      assertTrue(
          ready.matches("listening on 127\\.0\\.0\\.1:\\d+ stats http://127\\.0\\.0\\.1:\\d+"),
          ready);
      StatsClient statistics = new StatsClient(URI.create(ready.substring(ready.indexOf("http"))));
      assertEquals("kx1-rsa2048", statistics.stats().exchange());

      child.closeInput();
      Child.End end = child.end();
      assertEquals(ExitCode.FINE, end.exitCode(), end::toString);
      assertEquals("", end.out(), "the rest of its standard output");
    }
  }

  @Test
  void withoutAParentItOutlivesItsInputAndEndsOnATerminationSignal() {
    try (Child child = serve()) {
      String ready = child.firstLine();
      assertTrue(ready.matches("listening on 127\\.0\\.0\\.1:\\d+"), ready);
      child.closeInput();
      assertTrue(child.handle().isAlive());
      child.signal("TERM");
      assertEquals(ExitCode.FINE, child.end().exitCode());
    }
  }

  @Test
  void readsItsClientsAgainWhenTheyChangeAndKeepsThemWhenTheFileIsBroken() throws IOException {
    Path table = TestFiles.in(home).server().table();
    try (Child child = serve()) {
      child.firstLine();
      String rows = Files.readString(table);
      Files.writeString(table, rows.substring(0, rows.lastIndexOf("\n", rows.length() - 2) + 1));
      int left = TestExchange.CLIENTS.size() - 1;
      eventually(
          "a client has gone",
          () -> child.errSoFar().contains("the client table has changed: " + left + " clients"));
      Files.writeString(table, "nonsense");
      eventually(
          "the file is refused",
          () -> child.errSoFar().contains("going on with the " + left + " clients from before"));
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
  void aQueueWithoutAPlace() {
    Path folder = TestFiles.in(home).folder();
    assertRefused(
        "--queue", home, ServeMain.class, folder, "--crypto-threads", "1", "--queue", "0");
  }
}
