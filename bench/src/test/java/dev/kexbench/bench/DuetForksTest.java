package dev.kexbench.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.bench.run.BenchPlan;
import dev.kexbench.bench.run.BenchProgress;
import dev.kexbench.bench.run.BriefMeasure;
import dev.kexbench.bench.run.DuetCore;
import dev.kexbench.bench.run.ForkFailure;
import dev.kexbench.bench.run.HardwareCounters;
import dev.kexbench.bench.run.Jmh;
import dev.kexbench.bench.run.Rounds;
import dev.kexbench.bench.run.RunFolder;
import dev.kexbench.bench.run.Timing;
import dev.kexbench.bench.run.Variant;
import dev.kexbench.results.compare.Comparison;
import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.jmh.JmhResult;
import dev.kexbench.results.jmh.JmhResults;
import dev.kexbench.results.jmh.MeasuredRow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Duets of real forks. */
@Tag("process")
@EnabledOnOs(OS.LINUX)
class DuetForksTest {
  private static final int ROUNDS = 3;

  /** A little more than all of one core, since both clocks are read one after the other. */
  private static final double ONE_CORE = 1.1;

  @TempDir private Path temporary;
  private final StringWriter lines = new StringWriter();

  @BeforeEach
  void requireABinding() {
    assumeTrue(canBind(), "needs taskset");
  }

  private static boolean canBind() {
    try {
      DuetCore.choose();
      return true;
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }

  @Test
  void runAtOnceOnOneCoreAndAreCompared() {
    BenchPlan plan =
        new BenchPlan(
            List.of(BriefMeasure.FLOOR),
            new Timing(ROUNDS, Duration.ofMillis(300), 3, Duration.ofMillis(250)),
            List.of());
    RunFolder folder = new RunFolder(temporary);
    List<Variant> variants =
        List.of(
            BriefMeasure.variant("a", folder.of("a")), BriefMeasure.variant("b", folder.of("b")));
    PrintWriter out = new PrintWriter(lines, true);
    Jmh jmh = new Jmh(VerboseMode.SILENT, new HardwareCounters(Optional.of("not in tests")));
    BenchProgress progress = new BenchProgress(out, System::nanoTime, plan, variants);
    List<ForkFailure> failures =
        new Rounds(jmh, progress, folder, 7, true).measure(plan, variants, () -> false);
    assumeTrue(
        failures.stream().noneMatch(each -> each.reason().startsWith("in no round")),
        "the machine is too busy for two forks in step");
    assertEquals(List.of(), failures);

    for (String name : List.of("a", "b")) {
      JmhResult result = JmhResults.readFolder(temporary.resolve(name)).results().get(0);
      result.secondary().get(MeasuredRow.DUET_SHARE).forks().stream()
          .flatMap(List::stream)
          .forEach(share -> assertTrue(share > 0 && share < ONE_CORE, () -> "share " + share));
    }
    SideBySide results = OutcomeFiles.read(variants, 0.05);
    Comparison comparison = results.others().get("b");
    assertNotNull(comparison.pairs().get(0).change());
    assertEquals("cpu.norm", comparison.pairs().get(0).base().key().figure());
    String text = SuiteOutcome.of(variants, results, plan);
    String first = text.strip().lines().findFirst().orElseThrow();
    assertTrue(first.startsWith("duet: CPU time per operation is compared; "), text);
    assertTrue(text.contains("SecureRandomBenchmark.floor"), text);
  }
}
