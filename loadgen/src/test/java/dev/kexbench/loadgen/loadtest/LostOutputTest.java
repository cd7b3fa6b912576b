package dev.kexbench.loadgen.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.loadgen.enroll.EnrollMain;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.FailedCommand;
import dev.kexbench.loadgen.machine.SystemCommands;
import dev.kexbench.results.command.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Output, disk or memory run out: the process ends, with a reason and an exit code. */
@Tag("process")
@Timeout(600)
@EnabledOnOs(OS.LINUX)
class LostOutputTest {
  /** 128 and the number of SIGPIPE. */
  private static final int UNREAD = 141;

  private static final Path ROOT = Path.of(System.getProperty("root.dir"));

  @TempDir private Path home;

  /** Starts a command by a shell line that refers to it as "$@". */
  private ChildProcess.End through(String line, Class<?> main, Object... args) {
    try (ChildProcess child =
        ChildProcess.startBy(List.of("bash", "-c", line, "bash"), home, main, args)) {
      return child.end();
    }
  }

  @Test
  void aFullStandardOutputIsReported() {
    FailedCommand.assertRefused(
        "cannot write to standard output",
        through("exec \"$@\" >/dev/full", LoadtestMain.class, "--list"));
  }

  @Test
  void aReaderThatHasEndedIsNoError() {
    String noReader = "mkfifo pipe; { : <pipe; } & exec 3>pipe; wait; exec \"$@\" >&3";
    String line = "cd '%s' && ".formatted(home) + noReader;
    assertEquals(new ChildProcess.End(UNREAD, "", ""), through(line, LoadtestMain.class, "--list"));
  }

  /**
   * Runs a load test that writes to a disk of its own.
   *
   * @param options of the disk, a mount that only these processes see and that vanishes with them
   * @param line the shell line that runs the load test, "$@", in the disk's folder
   */
  private ChildProcess.End onDisk(String options, String line) throws IOException {
    Path disk = Files.createDirectory(home.resolve("disk"));
    try {
      SystemCommands.run("unshare", "--mount", "mount", "-t", "tmpfs", "none", disk.toString());
    } catch (IOException e) {
      assumeTrue(false, "this user cannot mount: " + e.getMessage());
    }
    String mount = "mount -t tmpfs -o %s none '%s' && cd '%2$s' && ".formatted(options, disk);
    List<String> pacer = List.of("unshare", "--mount", "bash", "-c", mount + line, "bash");
    try (ChildProcess child =
        ChildProcess.startBy(pacer, home, LoadtestMain.class, loadtest(disk.resolve("out")))) {
      return child.end();
    }
  }

  private static Object[] loadtest(Path out) {
    String options = "-w 0s -n 200 -c 4 --cores off --quiet -o " + out;
    return options.split(" ");
  }

  @Test
  void aDiskThatIsFullCostsTheReportAndNotTheSummary() throws IOException {
    ChildProcess.End end =
        onDisk("size=16k", "{ \"$@\"; code=$?; ls out | sed 's/^/left: /'; exit $code; }");
    assertEquals(ExitCode.USAGE, end.exitCode(), end::toString);
    assertTrue(end.out().contains("  adds up: "), end::toString);
    assertTrue(end.err().contains("No space left on device"), end::toString);
    List<String> left = end.out().lines().filter(line -> line.startsWith("left: ")).toList();
    assertTrue(left.contains("left: server.log"), end::toString);
    assertTrue(!left.contains("left: report.json"), end::toString);
    assertTrue(left.stream().noneMatch(line -> line.endsWith(".partial")), end::toString);
  }

  @Test
  void aDiskThatCannotBeWrittenIsRefusedAtOnce() throws IOException {
    FailedCommand.assertRefused("cannot write to ", onDisk("ro", "exec \"$@\""));
  }

  /** With the launcher's own options, but a heap that is too small. */
  @Test
  void aJvmWithoutMemoryEndsWithAReason() throws IOException {
    String options = output(". scripts/launcher.sh; echo $out_of_memory").strip();
    Path keys = home.resolve("keys");
    Path out = home.resolve("out.csv");
    assertEquals(0, through("exec \"$@\"", EnrollMain.class, "init", keys).exitCode());
    String small = "set -- \"${@/-Xmx256m/-Xmx24m}\"; exec \"$1\" " + options + " \"${@:2}\"";
    ChildProcess.End end =
        through(
            small, EnrollMain.class, "add", keys, "--count", "1M", "--prefix", "p", "--out", out);
    assertEquals(ExitCode.NOT_VALID, end.exitCode(), end::toString);
    assertTrue(end.err().contains("Terminating due to java.lang.OutOfMemoryError"), end::toString);
    assertTrue(Files.notExists(out));
  }

  @Test
  void everyProgramIsStartedWithTheseOptions() throws IOException {
    String launcher = Files.readString(ROOT.resolve("scripts/launcher.sh"));
    assertTrue(launcher.contains("$(unsafe_memory) $out_of_memory)"), launcher);
    String server = output(". scripts/launcher.sh; echo $server_jvm");
    assertTrue(server.contains("-XX:+ExitOnOutOfMemoryError"), server);
  }

  private static String output(String line) throws IOException {
    Process process = new ProcessBuilder("bash", "-c", line).directory(ROOT.toFile()).start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
