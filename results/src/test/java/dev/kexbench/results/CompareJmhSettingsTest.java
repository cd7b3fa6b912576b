package dev.kexbench.results;

import static dev.kexbench.results.jmh.SampleJmh.result;
import static dev.kexbench.results.jmh.SampleJmh.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.jmh.SampleJmh;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings that JMH's own JSON states of each row, and what distinguishes rows. */
class CompareJmhSettingsTest {
  private static final String SETTINGS =
      """
      "jmhVersion": "1.37", "jdkVersion": "21.0.2", "vmName": "OpenJDK 64-Bit Server VM",
      "vmVersion": "21.0.2+13-Debian-1", "jvmArgs": ["-Xmx512m", "-XX:+UseParallelGC"],
      "forks": 7, "warmupIterations": 4, "warmupTime": "200 ms", "warmupBatchSize": 1,
      "measurementIterations": 5, "measurementTime": "200 ms", "measurementBatchSize": 1, "mode"\
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.37                     | 1.36           | JMH version: 1.37 in base, 1.36 in new",
        "21.0.2                   | 25.0.1         | JDK: 21.0.2+13 in base, 25.0.1+13 in new",
        "21.0.2+13                | 21.0.2+14      | JDK: 21.0.2+13 in base, 21.0.2+14 in new",
        "OpenJDK 64-Bit Server VM | GraalVM        | VM: OpenJDK 64-Bit Server VM in base, GraalVM"
            + " in",
        "-Xmx512m                 | -Xint          | JVM arguments: -Xmx512m in base, -Xint in new",
        "UseParallelGC            | UseZGC         | collector: Parallel in base, Z in new",
        "'\"forks\": 7'           | '\"forks\": 0' | forks: 1 or more in base, none in new",
        "'Iterations\": 4'        | 'Iterations\": 1' | warm-up iterations: 4 in base, 1 in new",
        "'warmupTime\": \"200 ms' | 'warmupTime\": \"1 s' | warm-up time: 200 ms in base, 1 s in"
            + " new",
        "'Iterations\": 5'        | 'Iterations\": 9' | measurement iterations: 5 in base, 9 in"
            + " new",
      })
  void refusesOtherSettingsUnlessTheyAreAllowed(String from, String to, String difference)
      throws IOException {
    Path base = write("base", stated(row(100)));
    Path fresh = write("new", stated(row(100)).replace(from, to));
    CommandRun run = compare(base, fresh);
    assertEquals(3, run.exitCode(), run::out);
    String line = difference.replaceAll(" in (base|new)(?=,|$)", " in " + folder + "/$1.json");
    assertTrue(run.out().contains("\n  " + line), run.out());
    String key = difference.substring(0, difference.indexOf(':'));
    assertEquals(0, compare(base, fresh, "--allow", key).exitCode());
  }

  @ParameterizedTest
  @CsvSource({
    "'\"forks\": 7', '\"forks\": 1'",
    "'21.0.2+13-Debian-1', '21.0.2+13-LTS'",
    "'-Xmx512m\"', '-Xmx512m\", \"-cp\", \"/tmp/other.jar\", \"-Djava.io.tmpdir=/x\"'",
    "'/opt/jdk/bin/java', '/usr/lib/jvm/bin/java'",
  })
  void doesNotMindPathsAndTheNumberOfForks(String from, String to) throws IOException {
    String base = stated(row(100));
    CommandRun run = compare(write("base", base), write("new", base.replace(from, to)));
    assertEquals(0, run.exitCode(), run::out);
  }

  @Test
  void allowingTheJdkAllowsItsVirtualMachine() throws IOException {
    String other = stated(row(100)).replace("21.0.2", "25.0.1").replace("OpenJDK", "GraalVM");
    Path base = write("base", stated(row(100)));
    assertEquals(0, compare(base, write("new", other), "--allow", "jdk").exitCode());
  }

  @Test
  void takesTheJdkFromJmhAndTheMachineFromTheEnvironment() throws IOException {
    Path base = SampleJmh.write(folder.resolve("base"), 2, stated(row(100)));
    Path fresh = SampleJmh.write(folder.resolve("new"), 4, row(100));
    CommandRun run = compare(base, fresh, "--allow", "cores of the machine");
    assertEquals(3, run.exitCode(), run::out);
    assertTrue(run.out().contains("JDK: 21.0.2+13 in "), run.out());
    assertTrue(run.out().contains(", 17.0.15+6 in "), run.out());
    assertTrue(run.out().contains("collector: Parallel in "), run.out());
    assertFalse(run.out().contains("JVM arguments"), run.out());
  }

  @Test
  void onlyRowsOfBothSidesNeedTheSameSettings() throws IOException {
    String large = stated(result("Key.table", "accp", 50, 7)).replace("-Xmx512m", "-Xmx1g");
    Path base = write("base", stated(row(100)));
    Path fresh = write("new", stated(row(100)) + "," + large);
    CommandRun run = compare(base, fresh);
    assertEquals(0, run.exitCode(), run::out);
    assertTrue(
        run.out()
            .contains("warning: only in NEW: dev.kexbench.bench.Key.table avgt, provider=accp\n"),
        run.out());
    Path other = write("other", stated(row(100)) + "," + large.replace("-Xmx1g", "-Xmx2g"));
    CommandRun differs = compare(fresh, other);
    assertEquals(3, differs.exitCode(), differs::out);
    assertTrue(differs.out().contains("JVM arguments: -Xmx1g in "), differs.out());
    assertTrue(
        differs.out().contains(", for dev.kexbench.bench.Key.table avgt, provider=accp\n"),
        differs.out());
  }

  @Test
  void tellsTheJdksOfAMergedFileApart() throws IOException {
    String other = stated(row(90)).replace("21.0.2", "25.0.1");
    Path merged = write("merged", stated(row(100)) + "," + other);
    assertEquals(3, compare(merged, merged).exitCode());
    CommandRun run = CommandRun.of(new CompareMain(), merged, "--col", "JDK");
    assertEquals(0, run.exitCode(), run::out);
    assertTrue(run.out().matches("(?s).*100 µs/op +90.0 µs/op +-10.0 %.*"), run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"threads\": 1' | '\"threads\": 8' | threads: 1 in BASE, 8 in NEW",
        "avgt             | sample           | mode: avgt in BASE, sample in NEW",
        "us/op            | calls/op         | unit: ns/op in BASE, calls/op in NEW",
        "accp             | bc               | provider: accp in BASE, bc in NEW",
        "provider         | size             | provider: accp in BASE, none in NEW; size: none in"
            + " BASE,",
      })
  void namesWhatDistinguishesTheRows(String from, String to, String difference) throws IOException {
    CommandRun run = compare(write("base", row(100)), write("new", row(100).replace(from, to)));
    assertEquals(5, run.exitCode(), run::out);
    assertTrue(run.out().contains("  warning: " + difference), run.out());
  }

  @Test
  void convertsUnitsOfTime() throws IOException {
    String millis = row(0.1).replace("us/op", "ms/op");
    CommandRun run = compare(write("base", row(100)), write("new", millis));
    assertEquals(0, run.exitCode(), run::out);
    assertTrue(run.out().contains("100 µs/op"), run.out());
  }

  @Test
  void distinguishesClassesOfEqualNamesByTheirPackages() throws IOException {
    String some = row(100).replace("dev.kexbench.bench", "org.one.impl");
    String others = row(300).replace("dev.kexbench.bench", "org.two.impl");
    Path both = write("both", some + "," + others);
    CommandRun run = compare(both, both);
    assertEquals(0, run.exitCode(), run::out);
    assertTrue(run.out().contains("Key.pooled avgt, provider=accp, package=one.impl "), run.out());
    assertTrue(run.out().contains("Key.pooled avgt, provider=accp, package=two.impl "), run.out());
    CommandRun moved = compare(write("base", some), write("new", others));
    assertEquals(5, moved.exitCode(), moved::out);
    assertTrue(moved.out().contains("missing in NEW: Key.pooled avgt, provider=accp, package=one"));
    assertTrue(moved.out().contains("only in NEW: org.two.impl.Key.pooled avgt"), moved.out());
  }

  @ParameterizedTest
  @CsvSource({
    "benchmark",
    "mode",
    "threads",
    "figure",
    "unit",
    "round",
    "label",
    "package",
    "JDK",
    "vm",
    "cpu_model",
    "forks",
    "Collector",
    "param.x"
  })
  void aParameterNeverReplacesABuiltInKey(String name) throws IOException {
    String one = row(100).replace("provider", name).replace("accp", "one");
    String two = result("Key.other", "two", 200, 7).replace("provider", name);
    Path both = write("both", one + "," + two);
    String shown = "param." + name;
    CommandRun all = compare(both, both);
    assertTrue(all.out().contains("Key.pooled avgt, " + shown + "=one "), all.out());
    CommandRun chosen = compare(both, both, "--filter", shown + "=two benchmark=Key.other");
    assertEquals(0, chosen.exitCode(), chosen::err);
    assertFalse(chosen.out().contains("Key.pooled"), chosen.out());
    CommandRun columns = CommandRun.of(new CompareMain(), both, "--col", shown, "--row", "figure");
    assertTrue(columns.exitCode() == 0 || columns.exitCode() == 5, columns::err);
  }

  private static String stated(String rows) {
    return rows.replace("\"mode\"", SETTINGS);
  }

  private Path write(String name, String rows) throws IOException {
    return Files.writeString(folder.resolve(name + ".json"), "[" + rows + "]");
  }

  private static CommandRun compare(Object... args) {
    return CommandRun.of(new CompareMain(), args);
  }
}
