package dev.kexbench.results.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.results.command.Percent;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
  private final Judge judge = new Judge(new Percent(0.03));

  @ParameterizedTest
  @CsvSource({
    "HIGHER_IS_BETTER, 100, 104, Better",
    "HIGHER_IS_BETTER, 100, 96, Worse",
    "LOWER_IS_BETTER, 100, 104, Worse",
    "LOWER_IS_BETTER, 100, 96, Better",
    "LOWER_IS_BETTER, 100, 103, Same",
    "LOWER_IS_BETTER, 100, 97, Same",
    "LOWER_IS_BETTER, 100, 103.01, Worse",
    "NEUTRAL, 100, 500, Unjudged",
    "LOWER_IS_BETTER, 0, 0, Same",
    "LOWER_IS_BETTER, 0, 0.001, Worse",
    "LOWER_IS_BETTER, 0.001, 0, Better",
  })
  void decidesByDirectionAndMargin(Direction direction, double base, double fresh, String kind) {
    Change change = judge.judge(row(direction, null, base), row(direction, null, fresh));
    assertEquals(kind, change.getClass().getSimpleName());
  }

  @Test
  void tellsTheRatioOfNewOverBase() {
    Direction up = Direction.HIGHER_IS_BETTER;
    assertEquals(new Change.Better(2), judge.judge(row(up, null, 10), row(up, null, 20)));
  }

  @ParameterizedTest
  @CsvSource({"100, 2, 110, 7, Better", "100, 2, 110, 8, Same", "100, 3, 90, 6, Worse"})
  void findsNoDifferenceBetweenOverlappingIntervals(
      double base, double baseError, double fresh, double freshError, String kind) {
    Direction up = Direction.HIGHER_IS_BETTER;
    Change change = judge.judge(row(up, baseError, base), row(up, freshError, fresh));
    assertEquals(kind, change.getClass().getSimpleName());
  }

  @Test
  void goesByTheMarginAloneWhereAnIntervalIsUnknown() {
    Direction up = Direction.HIGHER_IS_BETTER;
    assertEquals(new Change.Worse(0.5), judge.judge(row(up, 100.0, 100), row(up, null, 50)));
  }

  @Test
  void judgesTheMedianOfSeveralRuns() {
    Direction down = Direction.LOWER_IS_BETTER;
    Row base = row(down, null, 99, 101, 500);
    assertEquals(101, base.value());
    assertEquals(new Change.Same(1), judge.judge(base, row(down, null, 101, 1, 100, 102, 900)));
    assertEquals(100, row(down, null, 99, 101).value());
  }

  @ParameterizedTest
  @CsvSource({
    "ops/s, HIGHER_IS_BETTER",
    "us/op, LOWER_IS_BETTER",
    "B/op, LOWER_IS_BETTER",
    "MB/sec, NEUTRAL",
    "counts, NEUTRAL"
  })
  void takesTheDirectionFromJmhsUnit(String unit, Direction direction) {
    assertEquals(direction, Direction.ofUnit(unit));
  }

  private static Row row(Direction direction, Double error, double... values) {
    List<Double> all = Arrays.stream(values).boxed().toList();
    return new Row(new RowKey("", "figure", "ns"), direction, all, error);
  }
}
