package dev.kexbench.results.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.results.statistics.MeanEstimate;
import dev.kexbench.results.statistics.Sample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreErrorTest {
  @Test
  void isHalfOfTheRangeOfFewForks() {
    assertEquals(2, ScoreError.of(Sample.of(10, 14, 11)));
    assertEquals("half of the range of 3 forks (a 95 % interval needs 6)", meaning(10, 14, 11));
  }

  @Test
  void isHalfOfTheIntervalFromSixForksOn() {
    Sample six = Sample.of(10, 14, 11, 12, 13, 11);
    assertEquals(MeanEstimate.of(six).error(), ScoreError.of(six));
    assertEquals("half of its 95 % interval", meaning(10, 14, 11, 12, 13, 11));
  }

  @Test
  void isUnknownOfOneFork() {
    assertEquals(Double.NaN, ScoreError.of(Sample.of(10)));
    assertEquals("unknown of one fork", meaning(10));
  }

  private static String meaning(double... forks) {
    Row row = new Row("a.B.c", Map.of(), 1);
    return ScoreError.meaning(List.of(Score.of(row, Sample.of(forks), "µs/op", 0)));
  }
}
