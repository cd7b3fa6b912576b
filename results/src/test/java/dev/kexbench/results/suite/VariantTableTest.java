package dev.kexbench.results.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VariantTableTest {
  @Test
  void comparesWithinRounds() {
    // The machine was twice as slow in the second round, for both sides alike.
    Ratio ratio = Ratio.of(List.of(100.0, 200.0, 110.0), List.of(90.0, 180.0, 99.0));
    assertEquals(0.9, ratio.value(), 1e-9);
    assertEquals(0, ratio.center().error(), 1e-9);
    assertFalse(ratio.holdsOne());
  }

  @Test
  void doubtsWhatRoundsDisagreeAbout() {
    assertTrue(Ratio.of(List.of(100.0, 100.0, 100.0), List.of(90.0, 112.0, 101.0)).holdsOne());
  }

  @Test
  void knowsNothingFromOneRound() {
    assertTrue(Ratio.of(List.of(100.0), List.of(50.0)).holdsOne());
  }

  @Test
  void showsEverySideBesideTheFirst() {
    Map<String, List<Score>> sides = new LinkedHashMap<>();
    sides.put("jdk-17", List.of(score("a.B.c", 100, 101, 99), score("a.B.d", 5, 5, 5)));
    sides.put("jdk-25", List.of(score("a.B.c", 90, 91, 89)));
    String expected =
        """
              jdk-17   jdk-25   to jdk-17       ±    unit
        B.c      100     90.0     0.900     0.002   µs/op
        B.d     5.00     none                       µs/op
        to jdk-17: score over that side's in the same round, ± half of the 95 % interval over \
        rounds, ~ if it holds 1
        """;
    assertEquals(expected, VariantTable.of(sides));
  }

  private static Score score(String benchmark, double... forks) {
    List<Double> values = Arrays.stream(forks).boxed().toList();
    double mean = Arrays.stream(forks).average().orElseThrow();
    return new Score(new Row(benchmark, Map.of(), 1), mean, 0, values, "µs/op", 0);
  }
}
