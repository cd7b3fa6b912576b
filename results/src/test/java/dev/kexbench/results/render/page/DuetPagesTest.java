package dev.kexbench.results.render.page;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.Percent;
import dev.kexbench.results.compare.AllowedDifferences;
import dev.kexbench.results.compare.Judge;
import dev.kexbench.results.compare.NoiseFloors;
import dev.kexbench.results.compare.ResultSet;
import dev.kexbench.results.compare.Results;
import dev.kexbench.results.compare.SideBySide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of duets show CPU time in place of scores, under its name. */
class DuetPagesTest {
  @TempDir private Path folder;

  private ResultSet duet(String name, double cpu) throws IOException {
    Path side = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        side.resolve("jmh.json"),
        """
        [{"benchmark": "a.Key.open", "mode": "avgt", "threads": 1,
          "primaryMetric": {"score": 977, "scoreError": "NaN", "scoreUnit": "us/op",
            "rawData": [[977]]},
          "secondaryMetrics": {
            "cpu.norm": {"score": %1$s, "scoreError": "NaN", "scoreUnit": "us/op",
              "rawData": [[%1$s]]},
            "duet.overlap": {"score": 1, "scoreError": "NaN", "scoreUnit": "share",
              "rawData": [[1]]}}}]
        """
            .formatted(cpu));
    return Results.load(side.toString()).joined();
  }

  private static void assertNamesCpuTime(String page) {
    assertTrue(page.contains("CPU time of an operation</h2>"), page);
    assertTrue(page.contains(">CPU/op</th>"), page);
    assertTrue(page.contains("448 µs/op"), page);
    assertFalse(page.contains("977"), page);
    assertFalse(page.contains("Scores"), page);
  }

  @Test
  void thePageOfOneSideNamesCpuTime() throws IOException {
    assertNamesCpuTime(SuitePage.of("one", duet("one", 448)));
  }

  @Test
  void thePageOfBothSidesNamesCpuTime() throws IOException {
    Map<String, ResultSet> sides = new LinkedHashMap<>();
    sides.put("before", duet("before", 448));
    sides.put("after", duet("after", 449));
    Judge judge = new Judge(new Percent(0.03), NoiseFloors.NONE);
    assertNamesCpuTime(
        ComparisonPage.of(SideBySide.of(sides, judge, AllowedDifferences.NONE, List.of())));
  }
}
