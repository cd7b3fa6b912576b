package dev.kexbench.bench.run;

import static dev.kexbench.bench.run.BenchPlans.ALL;
import static dev.kexbench.bench.run.BenchPlans.NO_ACCP;
import static dev.kexbench.bench.run.BenchPlans.plan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.EngineChoice;
import dev.kexbench.results.build.Jvm;
import dev.kexbench.results.suite.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a plan takes, and what a request, a machine or a variant changes in it. */
class BenchPlanTest {
  @Test
  void keepsQuickWithinFortyRowsAndAboutThreeMinutes() {
    BenchPlan quick = plan(Preset.QUICK, ALL);
    assertTrue(quick.rows().size() <= 40, () -> quick.summary(1));
    assertTrue(quick.estimate().compareTo(Duration.ofSeconds(210)) <= 0, () -> quick.summary(1));
  }

  @ParameterizedTest
  @CsvSource({
    "QUICK, 3 rounds of 35 rows, 3 min 30 s",
    "STANDARD, 7 rounds of 122 rows, 1 h 38 min",
    "FULL, 7 rounds of 907 rows, 6 h 57 min",
    "EXCHANGES, 7 rounds of 60 rows, 48 min 39 s",
    "SCHEMES, 7 rounds of 33 rows, 26 min 45 s"
  })
  void takesAsLongAsTheDocumentationStates(Preset preset, String rows, String time)
      throws IOException {
    assertEquals(rows + ": about " + time, plan(preset, ALL).summary(1));
    Path root = Path.of(System.getProperty("root.dir", ".."));
    String option = preset == Preset.STANDARD ? "" : " --" + preset.name().toLowerCase(Locale.ROOT);
    String line = "\\| `scripts/bench%s` \\| .*\\b%s\\b.* \\| %s \\|".formatted(option, rows, time);
    String page = Files.readString(root.resolve("docs/benchmarks.md"));
    assertTrue(page.lines().anyMatch(each -> each.matches(line)), line);
    String manual = "bench/src/main/java/dev/kexbench/bench/package-info.java";
    String words = Files.readString(root.resolve(manual)).replaceAll("\\s*\\n \\*\\s*", " ");
    assertTrue(words.contains(rows + ", " + time), rows);
  }

  @Test
  void multipliesTheTimeByTheNumberOfVariants() {
    assertEquals(
        "7 rounds of 1 row on each of 2 variants: about 1 min 37 s",
        plan(Preset.STANDARD, ALL, List.of("Codec.*floor")).summary(2));
  }

  @Test
  void leavesOutRowsThatAVariantDoesNotHave() {
    BenchPlan plan = plan(Preset.QUICK, ALL, List.of("Codec", "OaepBenchmark"));
    BenchmarkSuite older = new BenchmarkSuite(BenchmarkSuite.built().matching(List.of("Codec")));
    Variant here = new Variant("this", Jvm.here(), Build.here(), new RunFolder(Path.of("")));
    Variant base =
        new Variant(
            "abc", Jvm.here(), new Build("", older, "abc", false), new RunFolder(Path.of("")));
    BenchPlan common = plan.commonTo(List.of(base, here));
    assertEquals(2, common.rows().size());
    assertEquals(
        List.of(
            "left out: 2 rows that abc does not have, the first: OaepBenchmark.decode bits=2048"
                + " provider=accp"),
        common.notes());
    Variant none =
        new Variant(
            "none", Jvm.here(), new Build("", new BenchmarkSuite(List.of()), "", false), null);
    assertThrows(IllegalArgumentException.class, () -> plan.commonTo(List.of(none)));
  }

  @Test
  void leavesOutTheRowsOfAMissingProvider() {
    BenchPlan plan = plan(Preset.FULL, NO_ACCP);
    assertTrue(plan.rows().stream().noneMatch(row -> row.parameters().containsValue("ACCP")));
    assertEquals(NO_ACCP.providers().missing().get(0), plan.notes().get(0));
    assertTrue(
        plan(Preset.QUICK, NO_ACCP).rows().stream()
            .anyMatch(row -> row.parameters().containsValue("BC")));
  }

  @Test
  void statesWhyNothingIsLeft() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> plan(Preset.QUICK, NO_ACCP, List.of("verify"), "provider=accp"));
    assertEquals(
        "nothing is left to measure: crypto provider accp is not available here (x)",
        refused.getMessage());
  }

  @Test
  void namesTheRowsThatDoNotExist() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> plan(Preset.QUICK, ALL, List.of("verify"), "provider=bc", "keying=cloned"));
    assertEquals(
        "nothing is left to measure: left out: HmacVerifyBenchmark.verify clients=1000"
            + " keying=cloned provider=bc tag=good (its Mac cannot be cloned)",
        refused.getMessage());
  }

  @Test
  void usesRequestedValuesInsteadOfThePresets() {
    BenchPlan plan =
        plan(
            Preset.QUICK,
            ALL,
            List.of("Rsa.*rawThenDecode"),
            "bits=4096,3072",
            "cipher=new",
            "provider=bc");
    assertEquals(
        List.of(
            "RsaPrivateBenchmark.rawThenDecode bits=3072 cipher=new provider=bc",
            "RsaPrivateBenchmark.rawThenDecode bits=4096 cipher=new provider=bc"),
        plan.rows().stream().map(Row::label).toList());
  }

  @Test
  void usesTheRequestedThreadCounts() {
    Request request =
        new Request(
            Preset.QUICK,
            List.of("Codec.*floor"),
            List.of(),
            List.of("2", "2cores"),
            EngineChoice.FASTEST);
    assertEquals(
        List.of(
            "CodecBenchmark.floor bits=2048, 2 threads",
            "CodecBenchmark.floor bits=2048, 4 threads"),
        BenchPlan.of(request, ALL).rows().stream().map(Row::label).toList());
  }

  @Test
  void joinsAParameterThatIsGivenTwice() {
    BenchPlan plan = plan(Preset.QUICK, ALL, List.of("verify"), "provider=bc", "provider=jdk");
    assertEquals(2, plan.rows().size());
  }

  @Test
  void refusesAFilterThatMatchesNothing() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> plan(Preset.QUICK, ALL, List.of("Nothing")));
    assertTrue(refused.getMessage().startsWith("no benchmark is named like Nothing; there are "));
    assertTrue(refused.getMessage().contains("RsaPrivateBenchmark"), refused::getMessage);
  }
}
