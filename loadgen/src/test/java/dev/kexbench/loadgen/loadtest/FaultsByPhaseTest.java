package dev.kexbench.loadgen.loadtest;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.kexbench.loadgen.fixture.ChildProcess;
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
  private static final int MOST_ATTEMPTS = 10;

  /** The exit code of a process that a KILL has ended. */
  private static final int KILLED = 128 + 9;

  @TempDir private Path attempts;

  /** Of the current attempt. */
  private Path home;

  /** A phase, with options that make it last, and the line that shows that it has begun. */
  private enum Phase {
    WARM_UP("warm-up      1 s", "-w 10m -d 1s", "-w 2s -d 1s"),
    MEASUREMENT("measuring    1 s", "-w 0s -d 10m", "-w 0s -d 3s"),
    /** The server is stopped, so that what is in flight stays there. */
    DRAIN("measuring    3 s", "-w 0s -d 3s --timeout 5m", "-w 0s -d 3s") {
      @Override
      boolean await(ChildProcess child, ProcessHandle server) {
        MEASUREMENT.await(child, server);
        boolean inTime = sent(server, "STOP") && !isMeasuredFor2Seconds(child);
        return inTime && super.await(child, server);
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

    /** Waits until it has begun; false if it has not because a signal came too late. */
    boolean await(ChildProcess child, ProcessHandle server) {
      eventually("it prints " + line, () -> child.says(line));
      return true;
    }
  }

  /** What is done to a run. */
  private interface Scenario {
    /** False if a signal came too late to test anything. */
    boolean inTime() throws IOException;
  }

  /** Repeats it with new folders until its signals came in time. */
  private void untilInTime(Scenario scenario) throws IOException {
    for (int i = 1; i <= MOST_ATTEMPTS; i++) {
      home = Files.createDirectory(attempts.resolve(String.valueOf(i)));
      if (scenario.inTime()) {
        return;
      }
    }
    fail("in each of " + MOST_ATTEMPTS + " runs a signal came too late");
  }

  /** Sends a signal; false if the process had ended before. */
  private static boolean sent(ProcessHandle to, String signal) {
    if (ended(to)) {
      return false;
    }
    try {
      ChildProcess.signal(to, signal);
    } catch (UncheckedIOException e) {
      assertTrue(ended(to), e::toString);
      return false;
    }
    return signal.equals("KILL") || !ended(to);
  }

  /** Whether so much of a measurement of three seconds is over. */
  private static boolean isMeasuredFor2Seconds(ChildProcess child) {
    return child.errSoFar().contains("measuring    2 s");
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
    untilInTime(
        () -> {
          try (ChildProcess child = start(phase, phase.options)) {
            ProcessHandle server = child.server();
            if (!phase.await(child, server) || !sent(server, "KILL")) {
              return false;
            }
            ChildProcess.End end = child.end();
            assertEquals(report().exitCode(), end.exitCode(), end::toString);
            assertTrue(ended(server));
            assertTrue(Files.exists(folder().resolve("report.html")));
            return true;
          }
        });
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
    untilInTime(() -> killGenerator(phase));
    assertNoKeysAreLeft();
    if (phase != Phase.REPORT) { // there it may have come to its end
      assertFalse(Files.exists(folder().resolve("report.json")));
    }
  }

  private boolean killGenerator(Phase phase) {
    try (ChildProcess child = start(phase, phase.options)) {
      ProcessHandle server = child.server();
      try {
        boolean begun = phase.await(child, server);
        if (phase == Phase.MEASUREMENT) {
          eventually("a second is in the latency log", this::hasLoggedLatencies);
        }
        if (!begun || !sent(child.handle(), "KILL") || child.end().exitCode() != KILLED) {
          return false;
        }
        if (phase == Phase.DRAIN) {
          ChildProcess.signal(server, "CONT"); // a stopped process cannot end by itself
        }
        eventually("the server ends by itself", () -> ended(server));
        return true;
      } finally {
        server.destroyForcibly();
      }
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
    untilInTime(
        () -> {
          try (ChildProcess child =
              ChildProcess.startImpatient(home, LoadtestMain.class, arguments(phase.bounded))) {
            ProcessHandle server = child.server();
            if (!phase.await(child, server) || !sent(server, "STOP")) {
              return false;
            }
            if (phase == Phase.MEASUREMENT && isMeasuredFor2Seconds(child)) {
              return false;
            }
            ChildProcess.End end = child.end();
            assertEquals(report().exitCode(), end.exitCode(), end::toString);
            assertTrue(end.err().contains("killing it"), end::toString);
            eventually("the server is killed", () -> ended(server));
            return true;
          }
        });
    if (phase != Phase.REPORT) {
      assertEquals(Validity.INVALID, report().verdict().state(), report().verdict()::toString);
    }
    assertNoKeysAreLeft();
    assertNothingIsPartial();
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  void aGeneratorThatWasStoppedGoesOnAndReports(Phase phase) throws IOException {
    untilInTime(
        () -> {
          try (ChildProcess child = start(phase, phase.bounded)) {
            ProcessHandle server = child.server();
            if (!phase.await(child, server) || !sent(child.handle(), "STOP") || ended(server)) {
              return false;
            }
            child.signal("CONT");
            if (phase == Phase.DRAIN) {
              ChildProcess.signal(server, "CONT");
            }
            ChildProcess.End end = child.end();
            assertEquals(report().exitCode(), end.exitCode(), end::toString);
            assertTrue(ended(server));
            return true;
          }
        });
    assertNoKeysAreLeft();
    assertNothingIsPartial();
  }
}
