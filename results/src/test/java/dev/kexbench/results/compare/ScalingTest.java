package dev.kexbench.results.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.jmh.SampleJmh;
import dev.kexbench.results.statistics.ConfidenceInterval;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScalingTest {
  @TempDir Path folder;

  @Test
  void tellsTheRateOfAllThreadsTogether() throws IOException {
    List<Scaling> lines =
        Scaling.of(
            side(
                SampleJmh.result("Key.pooled", "accp", 1, 100, 101, 99, 100),
                SampleJmh.result("Key.pooled", "accp", 2, 125, 125, 125, 125),
                SampleJmh.result("Key.pooled", "bc", 1, 300)));
    assertEquals(1, lines.size(), "bc has one count only");
    Scaling line = lines.get(0);
    assertEquals("dev.kexbench.bench.Key.pooled", line.benchmark());
    assertEquals("provider=accp", line.others());
    assertEquals(10_000, line.rates().get(1).value(), 1);
    assertEquals(16_000, line.rates().get(2).value(), 1e-6);
    ConfidenceInterval interval = line.rates().get(1).interval();
    assertTrue(interval.low() < 10_000 && interval.high() > 10_000, interval::toString);
    assertEquals(16_000, line.rates().get(2).interval().high(), 1e-6);
  }

  private ResultSet side(String... rows) throws IOException {
    SampleJmh.write(folder, 2, String.join(",", rows));
    return ResultSet.load(List.of(folder));
  }
}
