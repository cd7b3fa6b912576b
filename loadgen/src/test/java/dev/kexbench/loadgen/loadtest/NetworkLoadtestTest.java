package dev.kexbench.loadgen.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.loadgen.CommandHere;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.network.NetworkSupport;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code scripts/loadtest --network} and {@code --networks}. */
@Tag("process")
class NetworkLoadtestTest {
  private static final long RTT_NANOS = 40_000_000;
  private static final int CHANCES = 3;

  @TempDir private Path home;

  private static void requireNetworks() {
    Optional<String> problem = NetworkSupport.problem();
    assumeTrue(problem.isEmpty(), () -> problem.orElseThrow());
  }

  private LoadReport report(Object... more) {
    Path out = home.resolve("out");
    List<Object> all =
        new ArrayList<>(List.of("-w", "0s", "-n", "60", "-c", "2", "--cores", "off", "-o", out));
    all.addAll(List.of(more));
    ChildProcess.End end = ChildProcess.run(home, LoadtestMain.class, all.toArray());
    assertTrue(Files.exists(out.resolve("report.json")), end::toString);
    return ReportFiles.read(out.resolve("report.json"));
  }

  /** Never shorter, as a median; and in one of the chances at most half a round trip longer. */
  private void assertRoundTrips(int number, Stage stage, Object... options) {
    double p50 = Double.MAX_VALUE;
    for (int chance = 0; chance < CHANCES; chance++) {
      Run run = report(options).runs().get(0);
      assertEquals(60, run.counts().established(), run.counts()::toString);
      p50 = run.latency(stage).p50();
      assertTrue(p50 >= number * RTT_NANOS, stage + " took " + p50);
      if (p50 <= (number + 0.5) * RTT_NANOS) {
        return;
      }
    }
    assertTrue(p50 <= (number + 0.5) * RTT_NANOS, stage + " took " + p50);
  }

  @Test
  void aConnectTakesOneRoundTripAndTheReportStatesWhatThePathDid() {
    requireNetworks();
    assertRoundTrips(1, Stage.CONNECT, "--network", "rtt=40ms");
    Run run = ReportFiles.read(home.resolve("out/report.json")).runs().get(0);
    assertEquals("rtt=40ms", run.plan().network());
    assertEquals(RTT_NANOS / 2, run.network().delayNanos());
    assertTrue(run.network().toServer().packets() >= 2 * 60, run.network()::toString);
    assertEquals(0, run.network().toServer().lost());
  }

  @ParameterizedTest
  @CsvSource({
    "kx1-rsa2048, 1, 2",
    "kx1-rsa2048, 60, 1",
    "tls13-psk-dhe, 1, 2",
    "tls12-ecdhe-rsa, 1, 3",
    "dtls12-psk, 1, 3",
  })
  void anExchangeTakesItsRoundTrips(String exchange, int perConnection, int roundTrips) {
    requireNetworks();
    assertRoundTrips(
        roundTrips,
        Stage.TOTAL,
        "--network",
        "rtt=40ms",
        "-x",
        exchange,
        "--per-connection",
        perConnection);
  }

  @Test
  void severalNetworksAreAGridWithEveryExchange() throws IOException {
    requireNetworks();
    LoadReport report =
        report(
            "--networks",
            "rtt=20ms,lan",
            "--exchanges",
            "kx1-rsa2048,kx1-ecdh-p256",
            "--rounds",
            1);
    assertEquals(4, report.runs().size());
    assertTrue(report.holdsNetworks());
    String markdown = Files.readString(home.resolve("out/exchanges.md"));
    assertTrue(markdown.contains("| exchange, p50 | rtt=500us | rtt=20ms |"), markdown);
    String page = Files.readString(home.resolve("out/report.html"));
    assertTrue(page.contains("Latency by distance"));
    assertTrue(Files.exists(home.resolve("out/round-1/kx1-rsa2048-rtt-20ms/report.json")));
  }

  private void assertRefused(String reason, Object... options) {
    List<Object> all = new ArrayList<>(List.of("-o", home.resolve("out")));
    all.addAll(List.of(options));
    ChildProcess.End end = CommandHere.loadtest(home, all.toArray());
    assertEquals(ExitCode.USAGE, end.exitCode(), end::toString);
    assertTrue(end.err().contains(reason), end::toString);
    assertFalse(Files.exists(home.resolve("out/report.json")));
  }

  @Test
  void optionsThatDoNotFitAreRefused() {
    String one = "rtt=1ms";
    assertRefused("leave out --agents", "--network", one, "--agents", 1);
    assertRefused("leave out --local-ips", "--network", one, "--local-ips", "127.0.0.2");
    assertRefused("or --network", "--network", one, "--live");
    assertRefused("choose one of them", "--network", one, "--networks", "lan,dc");
    assertRefused("needs two or more networks", "--networks", "lan");
    assertRefused("leave out --target", "--networks", "lan,dc", "--find-max", "p99<50ms");
    assertRefused("--networks", "--networks", "lan,dc", "--runs", 2);
    assertRefused("choose one of them", "--networks", "lan,dc", "--calibrate");
    assertRefused("'wan' is neither a network", "--network", "wan");
    assertRefused("--rounds", "--rounds", 2);
  }
}
