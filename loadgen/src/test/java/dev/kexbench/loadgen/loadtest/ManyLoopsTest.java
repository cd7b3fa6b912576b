package dev.kexbench.loadgen.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.record.ClientClass;
import dev.kexbench.results.report.ClassFigures;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many more event loops than cores, on both sides, with every class of clients. */
@Tag("process")
class ManyLoopsTest {
  private static final int LOOPS = 64;

  /** So many that each class of clients, one in a hundred, is among them. */
  private static final int HANDSHAKES = 2_000;

  /** What the generator's JVM gets, in place of the fixture's heap; it exits if it needs more. */
  private static final List<String> HALF_A_GIBIBYTE =
      List.of("env", "_JAVA_OPTIONS=-Xmx512m -XX:+ExitOnOutOfMemoryError");

  private static final String EVERY_CLASS =
      Stream.of(ClientClass.values())
          .map(each -> each.label() + "=" + (each == ClientClass.OK ? 94 : 1))
          .collect(Collectors.joining(","));

  @TempDir private Path home;

  @Test
  void aRunWithEveryClassFitsIntoHalfAGibibyteAndAddsUp() {
    Path folder = home.resolve("many");
    try (ChildProcess child =
        ChildProcess.startBy(
            HALF_A_GIBIBYTE,
            home,
            LoadtestMain.class,
            "-t",
            LOOPS,
            "--event-loops",
            LOOPS,
            "--admission",
            "--first-frame-timeout",
            "1s",
            "--mix",
            EVERY_CLASS,
            "-c",
            256,
            "-w",
            "0s",
            "-n",
            HANDSHAKES,
            "-o",
            folder)) {
      child.end().assertDone();
    }
    LoadReport report = ReportFiles.read(folder.resolve(SingleRun.REPORT));
    Run run = report.runs().get(0);
    assertEquals(LOOPS, run.plan().threads());
    assertTrue(run.counts().established() > 0, () -> "" + run.counts());
    assertAddsUp(run.counts());
    assertEquals(ClientClass.values().length - 1, run.classes().size());
    for (ClassFigures each : run.classes().values()) {
      assertTrue(each.counts().expected() > 0, () -> "" + each.counts());
      assertAddsUp(each.counts());
    }
  }

  private static void assertAddsUp(Counts counts) {
    assertEquals(List.of(), counts.brokenConservation());
    assertEquals(counts.connectionsOpened(), counts.connectionsClosed(), () -> "" + counts);
  }
}
