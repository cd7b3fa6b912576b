package dev.kexbench.results.render;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparklineTest {
  private static String of(int width, Double... values) {
    return Sparkline.of(Arrays.asList(values), width);
  }

  @Test
  void barsReachFromZeroToTheHighestValue() {
    assertEquals("▁▂▃▄▅▆▇█", of(8, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0));
    assertEquals("▁▄▄█", of(4, 0.0, 0.49, 0.5, 1.0));
    assertEquals("██", of(2, 500.0, 499.9), "a difference that is small is shown as small");
  }

  @Test
  void onlyTheLastThatFitAreShownAndSetTheScale() {
    assertEquals("▁█", of(2, 100.0, 0.0, 3.0));
    assertEquals("", of(0, 1.0));
  }

  @Test
  void unknownValuesAreBlankAndZerosAreNot() {
    assertEquals("█ ▁", of(3, 2.0, null, 0.0));
    assertEquals("▁▁", of(2, 0.0, 0.0));
    assertEquals("", Sparkline.of(List.of(), 10));
  }
}
