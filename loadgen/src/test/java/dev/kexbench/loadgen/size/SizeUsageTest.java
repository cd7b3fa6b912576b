package dev.kexbench.loadgen.size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.CommandHere;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.Rates;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code scripts/size} refuses before it measures or reads anything. */
class SizeUsageTest {
  @TempDir private Path home;

  private ChildProcess.End size(String... options) {
    return CommandHere.run(home, SizeMain::new, (Object[]) options);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "a.json | Missing required option: '--rate",
        "-R 0 a.json | a rate must be more than 0 per second, was 0.0",
        "-R many a.json | 'many' is not a rate such as 500, 2k, 500/s or 1/min",
        "-R 5 | no REPORT: give reports of scripts/loadtest, or --measure",
        "-R 5 --measure a.json | --measure and REPORT exclude each other: give one of them",
        "-R 5 a.json --objective p99>5ms | 'p99>5ms' sets no upper limit; write it with <",
        "-R 5 a.json --objective fast | 'fast' is not a condition",
        "-R 5 a.json --objective rate<5 | the search finds the rate",
        "-R 5 a.json --cores-per-machine 0 | --cores-per-machine must be at least 1, was 0",
        "-R 5 a.json --spare -1 | --spare must be 0 to 1000, was -1",
        "-R 5 a.json --burst 1 | --burst must be more than 1, was 1.0",
        "-R 5 a.json --burst-time 0s | --burst-time must be more than 0 and at most 10m",
        "-R 5 a.json --resumed 101% | --resumed must be at most 100%, was 101%",
        "-R 5 a.json --price-per-core-hour free | 'free' is not a price above 0, such as 0.04 or",
        "-R 5 a.json --watts-per-core 0 | --watts-per-core must be more than 0, was 0.0",
        "-R 5 a.json --allow luck | no validity reason 'luck'",
        "-R 5 a.json -d 5s | --duration has no effect without --measure",
        "-R 5 a.json -x kx1-noise | --exchange has no effect without --measure",
        "-R 5 a.json --crypto-threads 2 | --crypto-threads has no effect without --measure",
        "-R 5 --measure --points 0 | --points must be shares of the capacity above 0",
        "-R 5 --measure --points 0.5,0.5 | --points has a share twice; name each once",
        "-R 5 --measure -w soon | --warmup: 'soon' is not a duration",
        "-R 5 --measure -x kx9 | kx9",
        "-R 5 --measure --resumed 80% -x dtls12-psk | --resumed: dtls12-psk@bouncycastle has no"
            + " tickets",
        "-R 5 --measure --exchanges kx9 | --exchanges: ",
        "-R 5 a.json | cannot read a.json"
      })
  void refusesInOneLine(String options, String line) {
    ChildProcess.End end = size(options.split(" "));
    assertEquals(ExitCode.USAGE, end.exitCode(), end::toString);
    assertTrue(end.err().contains(line), end::toString);
    assertEquals(1, end.err().lines().count(), end::toString);
  }

  @Test
  void listsExchangesWithoutAnythingElse() {
    ChildProcess.End end = size("-R", "5", "--list");
    assertEquals(ExitCode.FINE, end.exitCode());
    assertTrue(end.out().contains("kx1-rsa2048"), end::out);
  }

  @Test
  void refusesAReportWithoutStatisticsOfItsServer() {
    Plan plan = Plan.builder("kx1-rsa2048", "jdk 17").rate(500.0).build();
    Run run =
        Run.builder("kx1-rsa2048", plan)
            .counts(Counts.builder().planned(9).started(9).established(9).build())
            .rates(new Rates(9, 9, 9))
            .build();
    ReportFiles.write(
        new LoadReport(
            LoadReport.SCHEMA,
            "a-run",
            Instant.EPOCH,
            false,
            Verdict.of(List.of()),
            Environment.builder().cpu("a CPU").cores(2).build(),
            List.of(run),
            null),
        home.resolve("a/report.json"));
    ChildProcess.End end = size("-R", "5", home.resolve("a").toString());
    assertEquals(ExitCode.USAGE, end.exitCode(), end::toString);
    assertTrue(
        end.err().contains("cannot size from the run of kx1-rsa2048: it has no server statistics"),
        end::toString);
  }
}
