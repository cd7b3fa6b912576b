package dev.kexbench.results.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.Percent;
import dev.kexbench.results.compare.AllowedDifferences;
import dev.kexbench.results.compare.Judge;
import dev.kexbench.results.compare.NoiseFloors;
import dev.kexbench.results.compare.ResultSet;
import dev.kexbench.results.compare.Results;
import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.jmh.JmhFiles;
import dev.kexbench.results.jmh.SampleJmh;
import dev.kexbench.results.render.page.ComparisonPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariantTableTest {
  /** How slow the machine was in each round. */
  private static final double[] MACHINE = {1, 1.6, 0.8, 1.3, 0.9, 1.5, 1.1};

  private static final Map<String, String> ACCP = Map.of("provider", "accp");
  private static final List<Row> ORDER =
      List.of(
          new Row("dev.kexbench.bench.Key.pooled", ACCP, 1),
          new Row("dev.kexbench.bench.Key.fresh", ACCP, 1),
          new Row("dev.kexbench.bench.Key.codec", ACCP, 1));

  private static final String DATED = "2026-11-20";

  @TempDir private Path folder;
  private SideBySide variants;

  @BeforeEach
  void measure() throws IOException {
    Files.createDirectories(folder.resolve(DATED));
    Files.writeString(JmhFiles.order(folder.resolve(DATED)), "{}");
    Map<String, ResultSet> results = new LinkedHashMap<>();
    results.put(
        "jdk-17",
        rounds(
            "jdk-17",
            machine ->
                fork("codec", 50 * machine)
                    + ","
                    + fork("pooled", 100 * machine)
                    + ","
                    + fork("fresh", 300 * machine)));
    results.put(
        "jdk-25",
        rounds(
            "jdk-25",
            machine -> fork("fresh", 300 * machine) + "," + fork("pooled", 90 * machine)));
    Judge judge = new Judge(new Percent(0.03), NoiseFloors.NONE);
    variants = SideBySide.of(results, judge, AllowedDifferences.NONE, List.of());
  }

  @Test
  void comparesEveryVariantWithTheFirstInTheOrderOfThePlan() {
    String expected =
        """
          jdk-17  %1$s/2026-11-20/jdk-17, 2026-11-20 00:00 UTC, commit 0123456
          jdk-25  %1$s/2026-11-20/jdk-25, 2026-11-20 00:00 UTC, commit 0123456
          missing in jdk-25: Key.codec avgt, provider=accp
          missing in jdk-25: Key.codec avgt, provider=accp gc.alloc.rate.norm
                                      jdk-17      jdk-25      change        95 % interval
        Key.pooled provider=accp   114 µs/op   102 µs/op   -10.0 %     -10.0 % to -10.0 %
        Key.fresh provider=accp    341 µs/op   341 µs/op           ~     +0.0 % to +0.0 %
        change from jdk-17; ~ within the margin, ? undecided
        """
            .replace("%1$s", folder.toString());
    assertEquals(expected, VariantTable.of(variants, ORDER));
  }

  @Test
  void showsTheSameChangesAsTheComparisonPage() {
    String page = ComparisonPage.of(variants);
    List<String> lines = VariantTable.of(variants, ORDER).lines().toList();
    String pooled = lines.get(5);
    for (String cell : List.of("114 µs/op", "102 µs/op", "-10.0 %", "-10.0 % to -10.0 %")) {
      assertTrue(pooled.contains("   " + cell), pooled);
      assertTrue(page.contains(">" + cell), cell);
    }
  }

  private ResultSet rounds(String name, DoubleFunction<String> rows) throws IOException {
    List<String> rounds = DoubleStream.of(MACHINE).mapToObj(rows).toList();
    Path variant = SampleJmh.writeRounds(folder.resolve(DATED).resolve(name), rounds);
    return Results.load(variant.toString()).joined();
  }

  private static String fork(String method, double score) {
    return SampleJmh.result("Key." + method, "accp", 1, score);
  }
}
