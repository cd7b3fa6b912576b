package dev.kexbench.loadgen;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.agent.AgentMain;
import dev.kexbench.loadgen.enroll.EnrollMain;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.FreePort;
import dev.kexbench.loadgen.loadtest.LoadtestMain;
import dev.kexbench.loadgen.serve.ServeMain;
import dev.kexbench.loadgen.soak.SoakMain;
import dev.kexbench.results.CompareMain;
import dev.kexbench.results.ReportMain;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SIGTERM ends each command in each of its phases, without a stack trace. */
@Tag("process")
class TerminationTest {
  private static final int INTERRUPTED = 130;

  /** What a JVM exits with that has no handler for the signal, or has not installed it yet. */
  private static final int TERMINATED = 128 + 15;

  /**
   * Longer than an agent on a busy machine is silent. A coordinator whose agent has ended waits
   * that long.
   */
  private static final String LOST_AFTER = "6s";

  private static final Pattern TRACE = Pattern.compile("(?m)Exception|^\\s+at [\\w.$/]+\\(");

  @TempDir private Path home;

  private Path out() {
    return home.resolve("out");
  }

  private ChildProcess loadtest(String... more) {
    List<Object> args = new ArrayList<>(List.of("--cores", "off", "-o", out()));
    args.addAll(Arrays.asList(more));
    return ChildProcess.start(home, LoadtestMain.class, args.toArray());
  }

  /** Sends the signal and checks how the process ends. */
  private ChildProcess.End terminated(ChildProcess child, Integer... codes) {
    child.handle().destroy(); // SIGTERM; it may have ended already
    ChildProcess.End end = child.end();
    assertTrue(Set.of(codes).contains(end.exitCode()), end::toString);
    assertNoTrace(end.out() + end.err());
    logs().forEach(TerminationTest::assertNoTrace);
    return end;
  }

  private static void assertNoTrace(String text) {
    assertFalse(TRACE.matcher(text).find(), text);
  }

  /** The logs of the servers that the process had started. */
  private List<String> logs() {
    if (!Files.isDirectory(out())) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(out())) {
      return files
          .filter(each -> each.toString().endsWith(".log"))
          .map(TerminationTest::text)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "its server starts, -d 10m, 64 in flight",
    "it measures, -d 10m -w 0s, measuring    1 s",
    "it measures datagrams, -d 10m -w 0s -x dtls12-psk, measuring    1 s",
    "it searches, -d 40m -w 0s -R 20 --find-max p99<10s, probe 1      1 s"
  })
  void aLoadTestThatHasBegunLeavesItsReport(String phase, String options, String said) {
    try (ChildProcess child = loadtest(options.split(" "))) {
      eventually(phase, () -> child.says(said), child::errSoFar);
      terminated(child, INTERRUPTED);
    }
    assertTrue(ReportFiles.read(out().resolve("report.json")).interrupted());
  }

  @ParameterizedTest
  @CsvSource({"--exchanges kx1-ecdh-p256;tls13-psk-dhe", "--pools fresh;bounded"})
  void aSeriesEndsWithItsRun(String options) {
    try (ChildProcess child = loadtest(("-d 10m -w 0s " + options.replace(';', ',')).split(" "))) {
      eventually("a run measures", () -> child.errSoFar().contains("measuring    1 s"));
      terminated(child, INTERRUPTED);
    }
    try (Stream<Path> files = Files.walk(out())) {
      assertTrue(files.anyMatch(each -> each.endsWith("report.json")), "its run has a report");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aLoadTestThatLooksForAgents() {
    try (ChildProcess child = loadtest("--agents", "1", "--agents-within", "10m")) {
      eventually("it looks for them", () -> child.says("looking for 1 agents"));
      terminated(child, INTERRUPTED);
    }
  }

  @Test
  void anAgentThatWaitsAndOneThatWorks() {
    Object[] agent = {
      "--name", "a", "--bind", "127.0.0.1:" + FreePort.any(), "--lost-after", LOST_AFTER
    };
    try (ChildProcess waiting = ChildProcess.start(home, AgentMain.class, agent)) {
      waiting.firstLine();
      terminated(waiting, 0);
    }
    try (ChildProcess working = ChildProcess.start(home, AgentMain.class, agent)) {
      String[] line = working.firstLine().split(" ");
      String[] load = {
        "--agents",
        "1",
        "--join",
        line[line.length - 1],
        "-d",
        "10m",
        "-w",
        "0s",
        "-R",
        "20",
        "--lost-after",
        LOST_AFTER,
        "--agents-within",
        "5m"
      };
      try (ChildProcess child = loadtest(load)) {
        eventually("it measures", () -> child.says("measuring    1 s"), child::errSoFar);
        terminated(working, 0);
        // If the agent's end took long, its load test has ended without it.
        terminated(child, INTERRUPTED, ExitCode.NOT_VALID);
      }
    }
  }

  @Test
  void aServerThatListens() {
    try (ChildProcess child =
        ChildProcess.start(
            home, ServeMain.class, "--listen", "127.0.0.1:0", "--stats", "127.0.0.1:0")) {
      assertTrue(child.firstLine().startsWith("listening on "), child::errSoFar);
      terminated(child, 0);
    }
  }

  @Test
  void aSoakThatWarmsUp() {
    try (ChildProcess child = ChildProcess.start(home, SoakMain.class, "-o", out())) {
      eventually("it warms up", () -> child.says("measuring    1 s"), child::errSoFar);
      terminated(child, INTERRUPTED);
    }
  }

  /** Wherever the signal meets it: in the JVM's start, in its work, or after its end. */
  @ParameterizedTest
  @ValueSource(
      classes = {
        LoadtestMain.class,
        ServeMain.class,
        AgentMain.class,
        SoakMain.class,
        EnrollMain.class,
        CompareMain.class,
        ReportMain.class
      })
  void aCommandThatHasJustBeenStarted(Class<?> main) {
    try (ChildProcess child = ChildProcess.start(home, main)) {
      terminated(child, 0, 2, INTERRUPTED, TERMINATED);
    }
  }
}
