package dev.kexbench.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.bench.run.BriefMeasure;
import dev.kexbench.bench.run.Machine;
import dev.kexbench.bench.run.Measure;
import dev.kexbench.bench.run.Providers;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.report.Calibration;
import dev.kexbench.results.report.ReportFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchMainTest {
  private static final String MISSING =
      "crypto provider accp is not available here (no such class)";
  private static final Providers HERE = new Providers(List.of("BC", "JDK"), List.of(MISSING));

  private static final Measure NOTHING = (row, timing, variant) -> List.of();

  @TempDir private Path temporary;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-p provder=bc | -p: no parameter 'provder' here; there are batch, bits, cipher, clients,"
            + " keying, object, offer, pool, provider, source, tag",
        "-p provider=openssl | -p: provider has no value 'openssl'; there are accp, bc, jdk,"
            + " no-crypto",
        "-p pool=shared | -p: pool has no value 'shared'; there are fresh, thread-local, bounded,"
            + " confined",
        "-p bits=1024 | -p: bits has no value '1024'; there are 2048, 3072, 4096",
        "-p provider=accp verify | nothing is left to measure: " + MISSING,
        "--jdk /nowhere | --jdk /nowhere: no bin/java there; name a JDK's folder",
        "--forks 0 | --forks must be 1 to 1000, was 0",
        "-t 0 | --threads: '0' is not a number of threads such as 4, cores or 2cores",
        "--profile cpu --calibrate | --profile profiles the current build: leave out --against,"
            + " --calibrate and several --jdk",
        "--duet --jdk /nowhere | --duet measures two builds or JDKs: give --against, or --jdk"
            + " twice",
        "--duet --against HEAD -t 2 | --duet measures one thread of each side: leave out --threads"
            + " 2",
        "[ | FILTER '[' is not a regular expression: Unclosed character class",
      })
  void refusesUnknownNamesAndValuesInOneLine(String args, String line) {
    assertEquals(2, bench(NOTHING, args.split(" ")));
    assertEquals(line + System.lineSeparator(), err.toString());
    assertEquals("", out.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "--quick --full",
    "--quik",
    "-p bits",
    "-p",
    "--scaling --full",
    "--profile speed",
    "--profile",
    "--calibrate --against x",
    "--duet",
    "--duet --calibrate",
    "-o"
  })
  void refusesInvalidOptionsInOneLine(String args) {
    assertEquals(2, bench(NOTHING, args.split(" ")));
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(err.toString().contains("scripts/bench --help"), err::toString);
  }

  @Test
  void printsWhatIsLeftOutAndTheExpectedTimeFirst() {
    bench(NOTHING, "--quick", "-o", temporary.toString());
    List<String> lines = out.toString().lines().toList();
    assertEquals(MISSING, lines.get(0));
    assertEquals("3 rounds of 35 rows: about 3 min 30 s; results go to " + temporary, lines.get(1));
  }

  @Test
  void measuresTheRequestedNumberOfRounds() {
    String[] args = {"--quick", "--forks", "5", "-o", temporary.toString(), "Random.*floor"};
    assertEquals(0, bench(BriefMeasure::row, args));
    assertTrue(out.toString().contains("5 rounds of 1 row"), out::toString);
    assertTrue(Files.exists(temporary.resolve("jmh-5.json")));
  }

  @Test
  void endsWithATableOfScores() {
    assertEquals(
        0, bench(BriefMeasure::row, "--quick", "-o", temporary.toString(), "Random.*floor"));
    List<String> table =
        out.toString().lines().dropWhile(line -> !line.startsWith("benchmark ")).toList();
    assertTrue(table.get(1).startsWith("SecureRandomBenchmark.floor "), out::toString);
    assertTrue(Files.exists(temporary.resolve("jmh-3.json")));
    assertTrue(Files.exists(temporary.resolve("environment.json")));
    String page = ReportFiles.readText(temporary.resolve("report.html"));
    assertTrue(page.contains("SecureRandomBenchmark.floor"), page);
    assertTrue(out.toString().endsWith("report: " + temporary.resolve("report.html") + "\n"));
  }

  @Test
  void measuresTheCurrentBuildTwiceToCalibrate() {
    assertEquals(
        0,
        bench(
            BriefMeasure::row,
            "--quick",
            "--calibrate",
            "-o",
            temporary.toString(),
            "Random.*floor"));
    assertTrue(out.toString().contains("3 rounds of 1 row on each of 2 variants"), out::toString);
    assertTrue(out.toString().contains("SecureRandomBenchmark.floor on b "), out::toString);
    assertTrue(
        out.toString().contains("two runs of the same build differ by up to the spread"),
        out::toString);
    Calibration calibration = ReportFiles.readCalibration(temporary.resolve("calibration.json"));
    assertEquals(List.of("a", "b"), calibration.runs());
    assertEquals(6, calibration.figures().get(0).values().size());
    assertEquals(
        "dev.kexbench.bench.suite.SecureRandomBenchmark.floor avgt",
        calibration.figures().get(0).label());
    assertTrue(calibration.settings().containsKey("JDK"));
    String page = ReportFiles.readText(temporary.resolve("report.html"));
    assertTrue(page.contains("Every figure"), page);
    assertTrue(Files.exists(temporary.resolve("a/report.html")));
  }

  @Test
  void failsWhenRowsHaveNoResult() {
    assertEquals(5, bench(NOTHING, "--quick", "-o", temporary.toString(), "(Hmac|Rsa).*floor"));
    assertEquals(
        "4 rows failed, the first: BatchRsaBenchmark.floor batch=1 bits=2048 provider=bc: JMH"
            + " returned no result; run again with --verbose to see more",
        err.toString().strip());
  }

  @Test
  void refusesAFolderThatCannotBeWritten() throws Exception {
    Path file = Files.createFile(temporary.resolve("file"));
    assertEquals(2, bench(NOTHING, "--quick", "-o", file.toString(), "floor"));
    assertTrue(err.toString().startsWith("cannot write "), err::toString);
    assertEquals(1, err.toString().lines().count());
  }

  @Test
  void showsItsOptionsAndAnExample() {
    assertEquals(0, bench(NOTHING, "--help"));
    for (String shown : List.of("scripts/bench", "--quick", "--full", "--threads", "Examples:")) {
      assertTrue(out.toString().contains(shown), out::toString);
    }
    assertEquals(
        List.of("Benchmarks:", "Variants:", "Output:", "Other options:", "Examples:"),
        out.toString().lines().filter(line -> line.matches("[A-Z][a-z ]+:")).toList());
  }

  private int bench(Measure measure, String... args) {
    BenchMain main =
        new BenchMain(() -> new Machine(HERE, 2), verbosity -> measure, Clock.systemUTC());
    return new Console(new PrintWriter(out), new PrintWriter(err), false).execute(main, args);
  }
}
