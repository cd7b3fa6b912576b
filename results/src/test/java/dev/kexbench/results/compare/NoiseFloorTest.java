package dev.kexbench.results.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.Calibration;
import dev.kexbench.results.report.Calibration.Spread;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.SampleReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoiseFloorTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path folder;

  private Calibration of(double... factors) {
    List<String> runs = new ArrayList<>();
    for (double factor : factors) {
      String run = "round-" + (runs.size() + 1) + ", or so/report.json";
      ReportFiles.write(
          SampleReport.with(each -> SampleReport.slower(each, factor)), folder.resolve(run));
      runs.add(run);
    }
    return NoiseFloor.of(folder, runs, NOON);
  }

  private static Spread figure(Calibration calibration, String name) {
    return calibration.figures().stream()
        .filter(figure -> figure.figure().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void isByHowMuchTwoRunsDifferInNinetyFiveOfHundredCases() {
    Calibration made = of(1, 1.2, 0.8);
    Spread rate = figure(made, "establishedPerSecond");
    // The standard deviation of ln 1, ln 1.2 and ln 0.8 is 0.2029; two runs differ by 4.303 times
    // the square root of two of it, with two degrees of freedom.
    assertEquals(0.2029 * Math.sqrt(2), rate.noise().deviation(), 1e-3);
    assertEquals(2, rate.noise().degrees());
    assertEquals(Math.expm1(4.303 * 0.2029 * Math.sqrt(2)), rate.spread(), 1e-2);
    assertEquals(3, figure(made, "total.p99").values().size());
    assertEquals(
        figure(made, "total.p99").values().get(0), figure(made, "total.p99").median(), "of three");
    assertEquals(NOON.instant(), made.madeAt());
  }

  @Test
  void runsThatAgreeHaveNone() {
    of(1, 1).figures().stream()
        .filter(figure -> figure.spread() != null)
        .forEach(figure -> assertEquals(0, figure.spread(), figure::toString));
  }

  @Test
  void comesBackFromItsFileUnchanged() {
    Calibration made = of(1, 1.1);
    Path file = folder.resolve("calibration.json");
    ReportFiles.writeCalibration(made, file);
    assertEquals(made, ReportFiles.readCalibration(file));
  }

  @Test
  void anotherFileIsNoCalibration() throws IOException {
    Path file = Files.writeString(folder.resolve("calibration.json"), "{}");
    CommandFailure failure =
        assertThrows(CommandFailure.class, () -> ReportFiles.readCalibration(file));
    assertEquals(ExitCode.USAGE, failure.exitCode());
    assertTrue(failure.getMessage().contains("schema"), failure.getMessage());
  }
}
