package dev.kexbench.loadgen.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.CommandHere;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.FailedCommand;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Threshold;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --fail-if} with every figure, in runs of every kind. */
@Tag("process")
public class FailIfTest {
  /** Conditions that hold for every run, one for each figure, and one for a stage. */
  public static final List<String> HELD =
      List.of(
          "p50<1h",
          "p75<1h",
          "p90<1h",
          "p95<1h",
          "p99<1h",
          "p99.9<1h",
          "p99.99<1h",
          "max<1h",
          "mean<1h",
          "rate<1000k",
          "errors<100%",
          "connect.p99<1h");

  @TempDir private Path home;

  private Path out() {
    return home.resolve("out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--exchanges kx1-ecdh-p256,kx1-rsa2048 --rounds 1"})
  void conditionsHoldInARun(String kind) {
    List<Object> args =
        new ArrayList<>(List.of("-w", "0s", "-c", "1", "--cores", "off", "-o", out()));
    args.addAll(List.of("-n", "20", "--fail-if", String.join(",", HELD)));
    Arrays.stream(kind.split(" ")).filter(each -> !each.isEmpty()).forEach(args::add);
    ChildProcess.End end = ChildProcess.run(home, LoadtestMain.class, args.toArray());
    assertTrue(Set.of(ExitCode.WORSE, ExitCode.NOT_VALID).contains(end.exitCode()), end::toString);
    assertAllHeld(ReportFiles.read(out().resolve("report.json")));
  }

  /** Asserts that each run of a report has met all of these conditions. */
  public static void assertAllHeld(LoadReport report) {
    report
        .runs()
        .forEach(
            run -> {
              List<Threshold> all = run.thresholds();
              assertEquals(HELD, all.stream().map(Threshold::expression).toList());
              assertTrue(all.stream().allMatch(Threshold::met), all::toString);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "p98>1ms | 'p98' is none of p50, p75, p90, p95, p99, p99.9, p99.99, mean, max, errors, rate",
        "dns.p99>1ms | 'dns' is none of total, service, lag, clientCrypto, connect, exchange",
        "connect.rate>1 | errors and rate have no stage"
      })
  void anUnknownNameIsRefusedWithTheKnownOnes(String condition, String why) {
    FailedCommand.assertRefused(why, CommandHere.loadtest(home, "--fail-if", condition));
  }
}
