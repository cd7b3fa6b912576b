package dev.kexbench.results.suite;

import static dev.kexbench.results.suite.ScoreTableTest.score;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScalingTableTest {
  @Test
  void showsRatePerThreadAndEfficiency() {
    String expected =
        """
              threads   µs/op   ±    rate   per thread   efficiency   ±
        B.c         1     500   ?   2,000        2,000         1.00
                    2     625   ?   3,200        1,600        0.800   ?
                    4   1,000   ?   4,000        1,000         1.00   ?
        efficiency: the rate over that of one thread in the same round, times as many threads as \
        there are cores for (2 here); ±: unknown of one fork
        """;
    assertEquals(
        Optional.of(expected),
        ScalingTable.of(
            List.of(score("a.B.c", 4, 1_000), score("a.B.c", 1, 500), score("a.B.c", 2, 625)), 2));
  }

  @Test
  void isEmptyWithoutScoresForOneThreadAndForMore() {
    assertEquals(Optional.empty(), ScalingTable.of(List.of(score("a.B.c", 1, 500)), 2));
    assertEquals(
        Optional.empty(),
        ScalingTable.of(List.of(score("a.B.c", 2, 500), score("a.B.c", 4, 500)), 2));
  }
}
