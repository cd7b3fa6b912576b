package dev.kexbench.results;

import static dev.kexbench.results.jmh.SampleJmh.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.jmh.SampleJmh;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.SampleReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/compare --keep NAME} and {@code --baseline NAME}. */
class CompareBaselineTest {
  private static final String HOME = "kexbench.home";
  private static final String HOST_CLASS = SampleReport.environment(2).hostClass();

  @TempDir Path home;

  @BeforeEach
  void liveElsewhere() {
    System.setProperty(HOME, home.toString());
  }

  @AfterEach
  void comeBack() {
    System.clearProperty(HOME);
  }

  @Test
  void keepsResultsAndComparesOthersWithThem() throws IOException {
    Path kept = home.resolve("results/baselines").resolve(HOST_CLASS).resolve("one");
    CommandRun run = compare("--keep", "one", bench("first", 100));
    assertEquals(0, run.exitCode(), run::err);
    assertTrue(run.out().startsWith("kept as " + kept), run.out());
    assertEquals(0, compare("--baseline", "one", bench("same", 100)).exitCode());
    CommandRun slower = compare("--baseline", "one", bench("slow", 120));
    assertEquals(1, slower.exitCode(), slower::err);
    assertEquals(1, compare("--baseline", HOST_CLASS + "/one", bench("x", 120)).exitCode());
  }

  @Test
  void keepsNoPathOfTheMachineAndNothingThatIsNotCompared() throws IOException {
    compare("--keep", "one", bench("first", 100));
    Path kept = home.resolve("results/baselines").resolve(HOST_CLASS).resolve("one");
    String jmh = Files.readString(kept.resolve("jmh.json"));
    assertTrue(jmh.contains("gc.alloc.rate.norm"), jmh);
    assertFalse(jmh.contains("/opt/jdk"), jmh);
    assertFalse(jmh.contains("gc.count"), jmh);
  }

  @Test
  void keepsLoadReports() {
    Path run = home.resolve("run");
    ReportFiles.write(SampleReport.complete(), run.resolve("report.json"));
    assertEquals(0, compare("--keep", "load", run).exitCode());
    CommandRun again = compare("--baseline", "load", run);
    assertEquals(0, again.exitCode(), again::err);
  }

  @Test
  void refusesInOneLineWhatItCannotDo() throws IOException {
    Path results = bench("first", 100);
    compare("--keep", "one", results);
    refused("there is a baseline ", "--keep", "one", results);
    refused("no baseline 'two' in ", "--baseline", "two", results);
    refused("--filter has no effect with --keep", "--keep", "x", results, "--filter", "bits=1");
    refused("--json has no effect with --keep", "--keep", "x", results, "--json", "x.json");
    refused("--strict has no effect with --col", "--col", "bits", results, "--strict");
    refused("'../one' is no name of a baseline", "--keep", "../one", results);
    refused("--baseline takes one set of results, 2", "--baseline", "one", results, results);
    refused(
        results.resolve("jmh.json") + " is no folder", "--keep", "x", results.resolve("jmh.json"));
  }

  private void refused(String why, Object... arguments) {
    CommandRun run = compare(arguments);
    assertEquals(2, run.exitCode(), run::out);
    assertTrue(run.err().startsWith(why), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  private Path bench(String name, double score) throws IOException {
    return SampleJmh.write(home.resolve(name), 2, row(score));
  }

  private static CommandRun compare(Object... arguments) {
    return CommandRun.of(new CompareMain(), arguments);
  }
}
