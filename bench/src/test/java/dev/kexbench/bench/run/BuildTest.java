package dev.kexbench.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {
  @TempDir private Path tree;

  @Test
  void findsTheBenchmarksOfAnotherTree() throws Exception {
    Path list = BenchmarkSuite.list(tree.resolve("bench/target/classes"));
    Files.createDirectories(list.getParent());
    Files.copy(Path.of(BuildTest.class.getResource("/META-INF/BenchmarkList").toURI()), list);
    Build build = Build.in(tree, "0123456789ab");
    assertTrue(build.suite().has(BriefMeasure.DRAW));
    assertEquals("0123456789ab", build.commit());
    assertEquals(false, build.dirty());
    assertTrue(build.classPath().startsWith(tree.resolve("bench/target/classes").toString()));
  }

  @Test
  void refusesATreeWithoutBenchmarks() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Build.in(tree, "0123456789ab"))
            .getMessage();
    assertTrue(message.startsWith("--against 0123456789ab: no benchmarks in "), message);
    assertTrue(message.endsWith("; name a commit that has some"), message);
  }
}
