package dev.kexbench.results.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Percent;
import dev.kexbench.results.report.Calibration;
import dev.kexbench.results.report.Calibration.Spread;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.SampleReport;
import dev.kexbench.results.statistics.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  void isTheLargestRatioOfAnyTwoRunsLessOne() {
    Calibration made = of(1, 1.2, 0.8);
    assertEquals(0.5, figure(made, "total.p99").spread(), 1e-3, "buckets round");
    assertEquals(0.5, figure(made, "establishedPerSecond").spread(), 1e-3);
    assertEquals(3, figure(made, "total.p99").values().size());
    assertEquals(
        figure(made, "total.p99").values().get(0), figure(made, "total.p99").median(), "of three");
    assertEquals(NOON.instant(), made.madeAt());
  }

  @Test
  void aDifferenceOfTheSpreadIsNoneToTheJudge() {
    Calibration made = of(1, 1.2, 0.8);
    Spread spread = figure(made, "total.p99");
    Judge judge = new Judge(new Percent(0.03), NoiseFloors.of(List.of(made)));
    FigureKey key = new FigureKey(Map.of(), "total.p99", "ns");
    Figure lowest = new Figure(key, Direction.LOWER_IS_BETTER, Sample.of(spread.lowest()));
    Figure highest = new Figure(key, Direction.LOWER_IS_BETTER, Sample.of(spread.highest()));
    Figure beyond = new Figure(key, Direction.LOWER_IS_BETTER, Sample.of(1.01 * spread.highest()));
    assertTrue(judge.judge(lowest, highest) instanceof Change.Equivalent);
    assertTrue(judge.judge(highest, lowest) instanceof Change.Equivalent);
    assertTrue(judge.judge(lowest, beyond) instanceof Change.Regressed);
  }

  @Test
  void runsThatAgreeHaveNone() {
    of(1, 1).figures().forEach(figure -> assertEquals(0, figure.spread(), figure::toString));
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
