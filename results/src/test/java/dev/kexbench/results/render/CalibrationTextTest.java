package dev.kexbench.results.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.report.Calibration;
import dev.kexbench.results.report.Calibration.Noise;
import dev.kexbench.results.report.Calibration.Spread;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CalibrationTextTest {
  private static final Spread RATE =
      Spread.of(
          "",
          "establishedPerSecond",
          "/s",
          List.of(2000.0, 2020.0, 2040.0),
          0.02,
          new Noise(0.0046, 2, false));
  private static final Spread P99 =
      Spread.of(
          "", "total.p99", "ns", List.of(43e6, 42e6, 40e6), 0.075, new Noise(0.017, 2, false));
  private static final Spread FAILED =
      Spread.of("", "failedShare", "share", List.of(0.0, 0.0, 0.5), null, null);

  private static Calibration of(Validity state, Spread... figures) {
    return new Calibration(
        Calibration.SCHEMA,
        "a",
        Instant.EPOCH,
        new Verdict(state, List.of()),
        Map.of(),
        List.of("1", "2", "3"),
        List.of(figures));
  }

  @Test
  void showsTheMainFiguresAndTheLargestOfTheirSpreads() {
    assertEquals(
        """
        3 runs of one plan

                       lowest    median   highest   spread
        established   2,000/s   2,020/s   2,040/s    2.0 %
        p99           40.0 ms   42.0 ms   43.0 ms    7.5 %

        two runs of the same build differ by up to the spread in 95 of 100 cases; the widest is 7.5 %
        """,
        CalibrationText.of(of(Validity.VALID, RATE, P99, FAILED)));
  }

  @Test
  void beginsWithTheDoubt() {
    String text = CalibrationText.of(of(Validity.INVALID, RATE));
    assertTrue(text.startsWith("INVALID  not all runs are to be trusted: 3 runs"), text);
  }

  @Test
  void saysSoWhereNothingWasMeasured() {
    String text = CalibrationText.of(of(Validity.VALID));
    assertTrue(text.endsWith("nothing was measured that could be compared\n"), text);
  }
}
