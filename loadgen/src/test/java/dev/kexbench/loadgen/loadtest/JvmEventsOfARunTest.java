package dev.kexbench.loadgen.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.results.machine.JvmSecond;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Second;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pauses and compilations of both JVMs in the report of a run, unless they are switched off. */
@Tag("process")
class JvmEventsOfARunTest {
  @TempDir private Path home;

  private List<Second> timeline(String recorded) {
    Path out = home.resolve("out");
    List<String> through = List.of("env", SingleRun.JVM_EVENTS + "=" + recorded);
    Object[] args = {"-w", "0s", "-d", "2s", "-c", "2", "--cores", "off", "-o", out};
    try (ChildProcess child = ChildProcess.startBy(through, home, LoadtestMain.class, args)) {
      child.end().assertDone();
    }
    return ReportFiles.read(out.resolve("report.json")).runs().get(0).timeline();
  }

  private static double compiling(Stream<JvmSecond> seconds) {
    return seconds.filter(Objects::nonNull).mapToDouble(JvmSecond::compilerMs).sum();
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "off"})
  void aRunWithoutWarmUpCompilesOnBothSides(String recorded) {
    List<Second> timeline = timeline(recorded);
    boolean on = recorded.equals("on");
    assertEquals(on, compiling(timeline.stream().map(Second::serverJvm)) > 0, timeline::toString);
    assertEquals(on, compiling(timeline.stream().map(Second::clientJvm)) > 0, timeline::toString);
    assertTrue(
        timeline.stream().allMatch(each -> on == (each.serverJvm() != null)), timeline::toString);
  }
}
