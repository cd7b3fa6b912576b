package dev.kexbench.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "0.01389 | 0.0139",
        "0.5 | 0.500",
        "9.996 | 10.0",
        "20.3 | 20.3",
        "31 | 31.0",
        "99.96 | 100",
        "315.2 | 315",
        "43210.9 | 43,211",
        "NaN | ?"
      })
  void writesThreeDigitsOrMore(double value, String written) {
    assertEquals(written, Figures.number(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4.96 | 320 | 5",
        "0.4968 | 20.3 | 0.5",
        "0.001 | 20.3 | 0.1",
        "3340.2 | 1639 | 3,341",
        "0.00521 | 0.0139 | 0.0053",
        "NaN | 320 | ?"
      })
  void writesAnErrorToTheScoresLastDigit(double error, double score, String written) {
    assertEquals(written, Figures.error(error, score));
  }

  @ParameterizedTest
  @CsvSource({
    "400, 0 s",
    "59400, 59 s",
    "59600, 1 min 0 s",
    "151000, 2 min 31 s",
    "4200000, 1 h 10 min"
  })
  void writesADurationInItsTwoLargestUnits(long millis, String written) {
    assertEquals(written, Figures.duration(Duration.ofMillis(millis)));
  }
}
