package dev.kexbench.loadgen.serve;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.FailedCommand;
import dev.kexbench.loadgen.fixture.TestFiles;
import dev.kexbench.results.command.ExitCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code scripts/serve} selects its transport. */
@Tag("process")
class ServeTransportTest {
  /** Netty loads no native library then, as on a machine that has none. */
  private static final List<String> WITHOUT_NATIVE =
      List.of("env", "JDK_JAVA_OPTIONS=-Dio.netty.transport.noNative=true");

  @TempDir private Path home;

  private ChildProcess serve(List<String> through, Object... more) {
    Object[] args = new Object[3 + more.length];
    args[0] = TestFiles.in(home).folder();
    args[1] = "--listen";
    args[2] = "127.0.0.1:0";
    System.arraycopy(more, 0, args, 3, more.length);
    return ChildProcess.startBy(through, home, ServeMain.class, args);
  }

  @Test
  void oneThatIsNotAvailableIsRefusedInOneLine() {
    try (ChildProcess child = serve(WITHOUT_NATIVE, "--transport", "io_uring")) {
      ChildProcess.End end = child.end();
      assertEquals(ExitCode.USAGE, end.exitCode(), end::toString);
      List<String> lines =
          end.err().lines().filter(line -> line.contains("is not available here")).toList();
      assertEquals(1, lines.size(), end::toString);
      assertTrue(lines.get(0).contains("--transport"), end::toString);
      assertTrue(lines.get(0).contains("kernel.io_uring_disabled"), end::toString);
    }
  }

  @Test
  void withoutNativeLibrariesItServesWithNio() {
    try (ChildProcess child = serve(WITHOUT_NATIVE)) {
      child.firstLine();
      eventually("it has started", () -> child.says(" over nio: "));
    }
  }

  @Test
  void nioCanBeChosen() {
    try (ChildProcess child = serve(List.of(), "--transport", "nio")) {
      child.firstLine();
      eventually("it has started", () -> child.says(" over nio: "));
    }
  }

  @Test
  void nioCannotDeferAccepting() {
    FailedCommand.assertRefused(
        "--defer-accept needs a server on epoll or io_uring, not nio; leave it out",
        home,
        ServeMain.class,
        "--defer-accept",
        "--transport",
        "nio");
  }

  @Test
  void datagramsAreNotAccepted() {
    FailedCommand.assertRefused(
        "--defer-accept is for TCP, and dtls12-psk",
        home,
        ServeMain.class,
        "-x",
        "dtls12-psk",
        "--defer-accept");
  }

  @Test
  void anExchangeOverUdpHasNoChoice() {
    FailedCommand.assertRefused(
        "--transport is for TCP, and dtls12-psk",
        home,
        ServeMain.class,
        "-x",
        "dtls12-psk",
        "--transport",
        "nio");
  }
}
