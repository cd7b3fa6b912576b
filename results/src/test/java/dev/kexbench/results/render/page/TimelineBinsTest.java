package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.kexbench.results.report.Second;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimelineBinsTest {
  private static List<Second> seconds(int number) {
    return IntStream.range(0, number)
        .mapToObj(
            i ->
                Second.builder(i)
                    .established(i % 2 == 0 ? 10 : 30)
                    .inFlight(i % 2)
                    .p50(i % 2 == 0 ? 5L : 7L)
                    .p99(i % 2 == 0 ? 90L : 70L)
                    .serverCpu(i % 2 == 0 ? 0.5 : 1)
                    .build())
        .toList();
  }

  @Test
  void aShortRunIsShownSecondBySecond() {
    assertEquals(seconds(600), TimelineBins.of(seconds(600)));
  }

  @Test
  void theSecondsOfALongRunAreJoined() {
    List<Second> joined = TimelineBins.of(seconds(1_000));
    assertEquals(500, joined.size());
    Second first = joined.get(0);
    assertEquals(20, first.established());
    assertEquals(1, first.inFlight());
    assertEquals(7L, first.p50());
    assertEquals(90L, first.p99());
    assertEquals(0.75, first.serverCpu());
    assertNull(first.lagP99());
    assertEquals(998, joined.get(499).second());
  }

  @Test
  void aDayHasAsManyIntervalsAsAScreenCanShow() {
    assertEquals(288, TimelineBins.of(seconds(86_400)).size());
    assertEquals(300, TimelineBins.step(86_400, 600));
    assertEquals(1, TimelineBins.step(20, 600));
  }
}
