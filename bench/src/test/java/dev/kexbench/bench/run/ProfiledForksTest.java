package dev.kexbench.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.bench.fork.FlameProfiler;
import dev.kexbench.results.profile.ProfileEvent;
import dev.kexbench.results.suite.Row;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.options.VerboseMode;

class ProfiledForksTest {
  @TempDir private Path folder;

  private final List<String> calls = new ArrayList<>();
  private final StringWriter out = new StringWriter();

  private final Measure measure =
      new Measure() {
        @Override
        public Collection<RunResult> row(Row row, Timing timing, Variant variant) {
          calls.add("measured");
          return List.of();
        }

        @Override
        public void profile(Row row, Timing timing, Variant variant, String options) {
          calls.add(row.label() + " " + options);
        }
      };

  private Variant variant() {
    return BriefMeasure.variant("new", new RunFolder(folder));
  }

  private void run(Measure by, ProfileEvent... events) {
    new ProfiledForks(by, List.of(events), new PrintWriter(out, true))
        .run(BriefMeasure.plan(3, BriefMeasure.FLOOR, BriefMeasure.DRAW), variant(), () -> false);
  }

  @Test
  void profilesEachRowOnceInAFolderOfItsOwn() {
    run(measure, ProfileEvent.CPU, ProfileEvent.ALLOC);
    Path floor = folder.resolve("profile/SecureRandomBenchmark.floor");
    Path draw = folder.resolve("profile/SecureRandomBenchmark.draw-source=standard");
    assertEquals(
        List.of(
            "SecureRandomBenchmark.floor cpu,alloc:" + floor,
            "SecureRandomBenchmark.draw source=standard cpu,alloc:" + draw),
        calls);
    assertEquals(2, out.toString().lines().count());
  }

  @Test
  void profilesNothingUnlessAsked() {
    run(measure);
    assertEquals(List.of(), calls);
  }

  @Test
  @Tag("process")
  void aForkWritesFlameGraphsAndNoResults() throws Exception {
    String options = FlameProfiler.options(List.of(ProfileEvent.CPU, ProfileEvent.ALLOC), folder);
    new Jmh(VerboseMode.SILENT, BriefMeasure.NOT_COUNTED)
        .profile(BriefMeasure.DRAW, BriefMeasure.TIMING, variant(), options);
    assertTrue(Files.readString(folder.resolve("flame-benchmark.html")).contains("benchmark: CPU"));
    assertTrue(Files.exists(folder.resolve("flame-benchmark-alloc.html")));
    assertFalse(new RunFolder(folder).holdsResults());
  }
}
