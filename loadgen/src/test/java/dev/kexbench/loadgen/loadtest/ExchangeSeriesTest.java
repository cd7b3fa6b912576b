package dev.kexbench.loadgen.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.CommandHere;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.FailedCommand;
import dev.kexbench.loadgen.fixture.LoadtestArguments;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.WireFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code scripts/loadtest --exchanges}. */
@Tag("process")
class ExchangeSeriesTest {
  @TempDir private Path home;

  private ChildProcess.End series(String exchanges, String... more) {
    List<Object> args = new ArrayList<>(List.of("--exchanges", exchanges, "-o", folder()));
    args.addAll(List.of("-w", "0s", "-n", "20", "-c", "1", "--cores", "off"));
    args.addAll(LoadtestArguments.PATIENT);
    args.addAll(List.of(more));
    return ChildProcess.run(home, LoadtestMain.class, args.toArray());
  }

  private Path folder() {
    return home.resolve("out");
  }

  @Test
  void writesOneReportWithARunAndTheWireBytesOfEveryExchange() throws IOException {
    ChildProcess.End end = series("kx1-ecdh-p256,tls13-psk-dhe", "--rounds", "1");
    end.assertDone();
    LoadReport report = ReportFiles.read(folder().resolve("report.json"));
    List<Run> runs = report.runs();
    assertEquals(
        List.of("kx1-ecdh-p256", "tls13-psk-dhe@bouncycastle"),
        runs.stream().map(Run::label).toList());
    runs.forEach(run -> assertEquals(20, run.counts().established()));
    assertEquals(new WireFigures(129 + 32 + 8, 105, 1), runs.get(0).wire());
    assertEquals(1, runs.get(1).wire().roundTrips());
    assertTrue(end.out().contains("FS forward secret"), end::toString);
    String table = end.out().substring(end.out().indexOf("\nexchange "));
    assertTrue(table.lines().noneMatch(line -> line.length() > 120), end::toString);
    String markdown = Files.readString(folder().resolve("exchanges.md"));
    assertTrue(markdown.contains("| tls13-psk-dhe@bouncycastle | "), markdown);
    assertTrue(Files.exists(folder().resolve("round-1/tls13-psk-dhe@bouncycastle/report.html")));
    assertTrue(
        Files.readString(folder().resolve("report.html")).contains("<h1>2 exchanges compared"));
  }

  private ChildProcess.End refused(String exchanges) {
    return CommandHere.loadtest(home, "--exchanges", exchanges, "-n", "1", "-o", folder());
  }

  @Test
  void refusesUnknownExchangesBeforeAnythingRuns() {
    ChildProcess.End end = refused("kx1-rsa2048,ssl3");
    assertEquals(ExitCode.USAGE, end.exitCode(), end::toString);
    assertTrue(
        end.err().startsWith("--exchanges: unknown exchange 'ssl3'; choose one of kx1-rsa2048, "));
    assertEquals(ExitCode.USAGE, refused("kx1-rsa2048").exitCode());
  }

  @Test
  void unsupportedOptionsAreRefused() {
    Object[] twice = {"-x", "tls12-psk", "--per-connection", "2", "-n", "1", "-o", folder()};
    ChildProcess.End end = CommandHere.loadtest(home, twice);
    assertEquals(ExitCode.USAGE, end.exitCode(), end::toString);
    assertTrue(
        end.err().contains("a connection carries one handshake of tls12-psk@bouncycastle"),
        end.err());
    Object[] hostile = {
      "-x", "tls12-rsa@bouncycastle", "--mix", "ok=9,bad-mac=1", "-n", "1", "-o", folder()
    };
    assertTrue(
        CommandHere.loadtest(home, hostile)
            .err()
            .contains("--mix: there is no bad-mac in tls12-rsa@bouncycastle"));
  }

  @ParameterizedTest
  @CsvSource({
    "'-c,300', a handshake of dtls12-psk@bouncycastle takes a thread",
    "'--mix,ok=9:bad-mac=1', --mix: there is no bad-mac in dtls12-psk@bouncycastle",
    "'--client-crypto,prepared', there is nothing to prepare in dtls12-psk@bouncycastle"
  })
  void optionsUnsupportedOverDatagramsAreRefused(String options, String why) {
    List<Object> args = new ArrayList<>(List.of("-x", "dtls12-psk", "-n", "1", "-o", folder()));
    for (String each : options.split(",")) {
      args.add(each.replace(':', ','));
    }
    FailedCommand.assertRefused(why, CommandHere.loadtest(home, args.toArray()));
  }
}
