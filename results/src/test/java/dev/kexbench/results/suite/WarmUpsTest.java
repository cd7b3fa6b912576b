package dev.kexbench.results.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kexbench.results.jmh.JmhResult;
import dev.kexbench.results.jmh.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class WarmUpsTest {
  @Test
  void reportsTheForksWhoseWarmUpEndedAtItsLimit() {
    JmhResult steady = result(Map.of("warmup.limited", forks(0, 0)));
    JmhResult limited =
        result(
            Map.of(
                "warmup.limited", forks(0, 1),
                "warmup.ops", forks(6_000, 31),
                "warmup.time", forks(2.5, 10.2)));
    assertEquals(
        Optional.of(
            "warm-up reached its limit in 1 of 4 forks, the first: B.c after 10.2 s and 31"
                + " operations"),
        WarmUps.limited(List.of(steady, limited)));
  }

  @Test
  void isSilentIfAllWereSteadyOrNothingIsKnown() {
    assertEquals(
        Optional.empty(),
        WarmUps.limited(List.of(result(Map.of()), result(Map.of("warmup.limited", forks(0, 0))))));
  }

  private static Metric forks(double... values) {
    List<List<Double>> forks = DoubleStream.of(values).mapToObj(List::of).toList();
    return new Metric(values[0], Double.NaN, "", forks, null);
  }

  private static JmhResult result(Map<String, Metric> secondary) {
    return new JmhResult("a.B.c", "avgt", 1, Map.of(), Map.of(), forks(5, 5), secondary);
  }
}
