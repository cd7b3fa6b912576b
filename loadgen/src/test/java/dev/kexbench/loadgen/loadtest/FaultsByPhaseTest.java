package dev.kexbench.loadgen.loadtest;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Validity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Server and generator are killed or stopped in each phase of a run. Nothing hangs, no process and
 * no key outlives the run, and what is under a report's name is a whole report.
 */
@Tag("process")
@Timeout(600)
@EnabledOnOs({OS.LINUX, OS.MAC})
class FaultsByPhaseTest {
  @TempDir private Path home;

  /** A phase, with options that make it last, and the line that shows that it has begun. */
  private enum Phase {
    WARM_UP("warm-up      1 s", "-w 10m -d 1s", "-w 2s -d 1s"),
    MEASUREMENT("measuring    1 s", "-w 0s -d 10m", "-w 0s -d 3s"),
    /** The server is stopped, so that what is in flight stays there. */
    DRAIN("measuring    2 s", "-w 0s -d 2s --timeout 5m", "-w 0s -d 2s") {
      @Override
      void await(ChildProcess child, ProcessHandle server) {
        awaitLine(child, "measuring    1 s");
        ChildProcess.signal(server, "STOP");
        super.await(child, server);
      }
    },
    /** The server measures in full, so that the signal comes meanwhile. */
    REPORT("measuring the server's private-key rate", "-w 0s -d 1s", "-w 0s -d 1s");

    private final String line;
    private final String[] options;

    /** Options of a run that ends by itself. */
    private final String[] bounded;

    Phase(String line, String options, String bounded) {
      this.line = line;
      this.options = options.split(" ");
      this.bounded = (bounded + " --timeout 1s").split(" ");
    }

    void await(ChildProcess child, ProcessHandle server) {
      awaitLine(child, line);
    }

    private static void awaitLine(ChildProcess child, String line) {
      eventually("it prints " + line, () -> child.says(line));
    }
  }

  private ChildProcess start(Phase phase, String... options) {
    return phase == Phase.REPORT
        ? ChildProcess.startWithFullServer(home, LoadtestMain.class, arguments(options))
        : ChildProcess.start(home, LoadtestMain.class, arguments(options));
  }

  private Object[] arguments(String... options) {
    Stream<String> usual = Stream.of("-c", "8", "--cores", "off", "-o", folder().toString());
    return Stream.concat(usual, Stream.of(options)).toArray();
  }

  private Path folder() {
    return home.resolve("out");
  }

  private static ProcessHandle serverOf(ChildProcess child) {
    eventually("it starts a server", () -> child.handle().descendants().findAny().isPresent());
    return child.handle().descendants().findAny().orElseThrow();
  }

  /** Exited, or a zombie that its parent has not reaped. */
  private static boolean ended(ProcessHandle process) {
    return !process.isAlive() || process.info().command().isEmpty();
  }

  private LoadReport report() {
    return ReportFiles.read(folder().resolve("report.json"));
  }

  private void assertNoKeysAreLeft() throws IOException {
    try (Stream<Path> keys = Files.list(home.resolve("target/keys"))) {
      assertEquals(List.of(), keys.toList());
    }
  }

  private void assertNothingIsPartial() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      List<String> partial =
          files.map(Path::toString).filter(file -> file.endsWith(".partial")).toList();
      assertEquals(List.of(), partial);
    }
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void aKilledServerLeavesAReport(Phase phase) throws IOException {
    try (ChildProcess child = start(phase, phase.options)) {
      ProcessHandle server = serverOf(child);
      phase.await(child, server);
      ChildProcess.signal(server, "KILL");
      ChildProcess.End end = child.end();
      assertEquals(report().exitCode(), end.exitCode(), end::toString);
      assertTrue(ended(server));
      assertTrue(Files.exists(folder().resolve("report.html")));
    }
    // In the last phase everything has been measured but the ceiling.
    if (phase != Phase.REPORT) {
      assertEquals(Validity.INVALID, report().verdict().state(), report().verdict()::toString);
    }
    assertNoKeysAreLeft();
    assertNothingIsPartial();
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void theServerOfAKilledGeneratorEnds(Phase phase) throws IOException {
    try (ChildProcess child = start(phase, phase.options)) {
      ProcessHandle server = serverOf(child);
      try {
        phase.await(child, server);
        if (phase == Phase.MEASUREMENT) {
          eventually("a second is in the latency log", this::hasLoggedLatencies);
        }
        child.signal("KILL");
        assertNotEquals(ExitCode.FINE, child.end().exitCode());
        if (phase == Phase.DRAIN) {
          ChildProcess.signal(server, "CONT"); // a stopped process cannot end by itself
        }
        eventually("the server ends by itself", () -> ended(server));
      } finally {
        server.destroyForcibly();
      }
    }
    assertNoKeysAreLeft();
    if (phase != Phase.REPORT) { // there it may have come to its end
      assertFalse(Files.exists(folder().resolve("report.json")));
    }
  }

  /** It has them at once, or, where the generator's core is never idle, after some seconds. */
  private boolean hasLoggedLatencies() {
    try {
      return Files.readString(folder().resolve("latency.hlog")).contains("Tag=total");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * It ends after the timeout of what is in flight, one unanswered question to the server, and the
   * time until the server is killed, the last two shortened. {@code @Timeout} ends what hangs.
   */
  @ParameterizedTest
  @EnumSource(names = {"MEASUREMENT", "REPORT"})
  void aServerThatStaysStoppedIsReportedAndKilled(Phase phase) throws IOException {
    try (ChildProcess child =
        ChildProcess.startImpatient(home, LoadtestMain.class, arguments(phase.bounded))) {
      ProcessHandle server = serverOf(child);
      phase.await(child, server);
      ChildProcess.signal(server, "STOP");
      ChildProcess.End end = child.end();
      assertEquals(report().exitCode(), end.exitCode(), end::toString);
      assertTrue(end.err().contains("killing it"), end::toString);
      eventually("the server is killed", () -> ended(server));
    }
    if (phase != Phase.REPORT) {
      assertEquals(Validity.INVALID, report().verdict().state(), report().verdict()::toString);
    }
    assertNoKeysAreLeft();
    assertNothingIsPartial();
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void aGeneratorThatWasStoppedGoesOnAndReports(Phase phase) throws IOException {
    try (ChildProcess child = start(phase, phase.bounded)) {
      ProcessHandle server = serverOf(child);
      phase.await(child, server);
      child.signal("STOP");
      assertTrue(server.isAlive());
      child.signal("CONT");
      if (phase == Phase.DRAIN) {
        ChildProcess.signal(server, "CONT");
      }
      ChildProcess.End end = child.end();
      assertEquals(report().exitCode(), end.exitCode(), end::toString);
      assertTrue(ended(server));
    }
    assertNoKeysAreLeft();
    assertNothingIsPartial();
  }
}
