package dev.kexbench.loadgen.loadtest;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.FailedCommand;
import dev.kexbench.loadgen.fixture.TestFiles;
import dev.kexbench.loadgen.plan.StoredOptions;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.Calibration;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/loadtest --calibrate}. */
@Tag("process")
class CalibrationRunTest {
  private static final List<Object> TINY =
      List.of("-c", "1", "-n", "30", "--cores", "off", "--fail-if", "p99>1h");

  @TempDir private Path home;

  private Path folder() {
    return home.resolve("out");
  }

  private LoadReport round(int number) {
    return ReportFiles.read(folder().resolve("round-" + number + "/report.json"));
  }

  private ChildProcess.End calibrate(Class<?> main, Object... more) {
    List<Object> args = new ArrayList<>(TINY);
    args.addAll(List.of("-o", folder(), "--calibrate", "2"));
    args.addAll(List.of(more));
    return ChildProcess.run(home, main, args.toArray());
  }

  @Test
  void runsThePlanSeveralTimesAndWritesTheNoiseBetweenRuns() {
    ChildProcess.End end = calibrate(LenientLoadtestMain.class, "-w", "1s");
    assertEquals(ExitCode.FINE, end.exitCode(), end::toString);
    assertTrue(end.err().contains("round 2 of 2"), end::toString);
    assertTrue(end.out().contains("2 runs of one plan"), end::toString);
    assertTrue(
        end.out().contains("two runs of the same build differ by up to the spread"), end::toString);
    Calibration made = ReportFiles.readCalibration(folder().resolve("calibration.json"));
    assertEquals(List.of("round-1/report.json", "round-2/report.json"), made.runs());
    LoadReport first = ReportFiles.read(folder().resolve(made.runs().get(0)));
    LoadReport second = ReportFiles.read(folder().resolve(made.runs().get(1)));
    assertEquals("kx1-rsa2048", made.settings().get("exchange"));
    assertHasAValuePerRun(made.figures(), List.of(first.runs().get(0), second.runs().get(0)));
    double rate = first.runs().get(0).rates().establishedPerSecond();
    assertEquals(rate, made.figures().get(0).values().get(0));
    assertDifferOnlyInTheDefaultSeed(first, second);
  }

  /** Only the figures of the ceiling may lack a run: it is omitted when its core was not free. */
  private static void assertHasAValuePerRun(List<Calibration.Spread> figures, List<Run> runs) {
    long ceilings = runs.stream().filter(run -> run.ceiling() != null).count();
    for (Calibration.Spread figure : figures) {
      boolean ofCeiling = Set.of("ceiling.share", "privateKeyShare").contains(figure.figure());
      long expected = ofCeiling ? ceilings : runs.size();
      assertEquals(expected, figure.values().size(), figure::toString);
    }
  }

  private static void assertDifferOnlyInTheDefaultSeed(LoadReport one, LoadReport other) {
    Map<String, String> first = StoredOptions.of(one.runs().get(0).plan());
    Map<String, String> second = StoredOptions.of(other.runs().get(0).plan());
    assertNotEquals(first.remove("seed"), second.remove("seed"));
    assertEquals(first, second);
    assertEquals("p99>1h", first.get("fail-if"));
    assertFalse(first.containsKey("calibrate"));
  }

  @Test
  void anInterruptEndsItsRoundWithAReportAndLeavesNoCalibration() {
    Object[] args = {"--calibrate", "-w", "0s", "-c", "4", "-d", "10m", "-o", folder()};
    try (ChildProcess child = ChildProcess.start(home, LoadtestMain.class, args)) {
      eventually("it measures", () -> child.says("measuring    1 s"));
      child.interrupt();
      ChildProcess.End end = child.end();
      assertEquals(ExitCode.INTERRUPTED, end.exitCode(), end::toString);
    }
    assertTrue(round(1).interrupted());
    assertFalse(Files.exists(folder().resolve("round-2")));
    assertFalse(Files.exists(folder().resolve("calibration.json")));
  }

  @Test
  void aRoundEndsWithAReportWhenItsParentIsKilled() {
    Object[] args = {"--calibrate", "-w", "0s", "-c", "4", "-d", "10m", "-o", folder()};
    try (ChildProcess child = ChildProcess.start(home, LoadtestMain.class, args)) {
      eventually("it measures", () -> child.says("measuring    1 s"));
      List<ProcessHandle> round = child.handle().descendants().toList();
      child.signal("KILL");
      eventually("its round ends", () -> round.stream().noneMatch(ProcessHandle::isAlive));
      round.forEach(ProcessHandle::destroyForcibly);
    }
    assertTrue(round(1).interrupted());
  }

  @Test
  void withFewerThanTwoValidRoundsThereIsNoNoiseFloor() throws IOException {
    // The kernel accepts its connections, and nothing ever reads from them.
    ServerSocket deaf = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    TestFiles files = TestFiles.in(home);
    ChildProcess.End end =
        calibrate(
            LoadtestMain.class,
            "-w",
            "0s",
            "--target",
            "127.0.0.1:" + deaf.getLocalPort(),
            "--server-key",
            files.server().publicKey(KeyKind.RSA),
            "--clients",
            files.clients(),
            "--timeout",
            "50ms",
            "--quiet");
    deaf.close();
    assertEquals(ExitCode.NOT_VALID, end.exitCode(), end::toString);
    assertFalse(end.err().contains("round 1 of 2"), end::toString);
    assertTrue(end.err().contains("only 0 of 2 rounds are valid"), end::toString);
    assertTrue(end.err().contains("INVALID  kx1-rsa2048, 1 in flight, "), end::toString);
    assertTrue(end.err().contains("\n  nothing, INVALID: no handshake was"), end::toString);
    assertTrue(end.err().contains("out/round-1\n"), end::toString);
    assertTrue(Files.exists(folder().resolve("round-2/report.json")));
    assertFalse(Files.exists(folder().resolve("calibration.json")));
  }

  @Test
  void aRoundThatCannotStartEndsTheCalibrationWithTheReason() {
    FailedCommand.assertRefused(
        "--crypto-threads",
        home,
        LoadtestMain.class,
        "--calibrate",
        "--crypto-threads",
        "many",
        "--quiet",
        "-o",
        folder());
    assertTrue(Files.exists(folder().resolve("plan.conf")));
    assertFalse(Files.exists(folder().resolve("calibration.json")));
  }
}
