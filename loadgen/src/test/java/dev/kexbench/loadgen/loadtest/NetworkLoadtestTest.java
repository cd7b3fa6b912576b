package dev.kexbench.loadgen.loadtest;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.loadgen.CommandHere;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.LoadtestArguments;
import dev.kexbench.loadgen.fixture.ParsedLoadtest;
import dev.kexbench.loadgen.network.NetworkSupport;
import dev.kexbench.loadgen.plan.NetworkSpec;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.HandshakeKind;
import dev.kexbench.results.report.HistogramText;
import dev.kexbench.results.report.Latency;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code scripts/loadtest --network} and {@code --networks}. */
@Tag("process")
class NetworkLoadtestTest {
  private static final long RTT_NANOS = 200_000_000;
  private static final double TOLERANCE = 0.05;

  /** Of each run: enough that the last ones run compiled. */
  private static final int HANDSHAKES = 24;

  private static final Path PORT_RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");

  @TempDir private Path home;

  private static void requireNetworks() {
    Optional<String> problem = NetworkSupport.problem();
    assumeTrue(problem.isEmpty(), () -> problem.orElseThrow());
  }

  private LoadReport report(Object... more) {
    return reportOf(HANDSHAKES, more);
  }

  private LoadReport reportOf(int handshakes, Object... more) {
    Path out = home.resolve("out");
    List<Object> all =
        new ArrayList<>(
            List.of("-w", "0s", "-n", handshakes, "-c", "4", "--cores", "off", "-o", out));
    all.addAll(List.of(more));
    ChildProcess.End end = ChildProcess.run(home, LoadtestMain.class, all.toArray());
    assertTrue(Files.exists(out.resolve("report.json")), end::toString);
    return ReportFiles.read(out.resolve("report.json"));
  }

  /**
   * The shortest handshake of a run is never shorter, but for the histogram's three digits. In one
   * of the runs it is at most 5 % longer, without the work of both sides.
   */
  private void assertRoundTrips(Map<Stage, Integer> numbers, String network, Object... options) {
    List<Object> all = new ArrayList<>(List.of("--network", network));
    all.addAll(LoadtestArguments.PATIENT);
    all.addAll(List.of(options));
    eventually(
        numbers + " round trips, but for 5 %",
        () -> takes(report(all.toArray()).runs().get(0), numbers));
  }

  private static boolean takes(Run run, Map<Stage, Integer> numbers) {
    assertEquals(HANDSHAKES, run.counts().established(), run.counts()::toString);
    boolean near = true;
    for (Map.Entry<Stage, Integer> each : numbers.entrySet()) {
      long least = run.latency(each.getKey()).min();
      long path = each.getValue() * RTT_NANOS;
      assertTrue(least >= path * 0.999, () -> each + " round trips took " + least);
      long work = each.getKey() == Stage.TOTAL ? leastWork(run) : 0;
      near &= least - work <= path * (1 + TOLERANCE);
    }
    return near;
  }

  /** What client and server computed in each handshake, at the least. */
  private static long leastWork(Run run) {
    Latency client = run.latency(Stage.CLIENT_CRYPTO);
    long server =
        Stream.of("privateKey", "macAndKeys")
            .mapToLong(
                stage -> HistogramText.decode(run.server().stages().get(stage)).getMinValue())
            .sum();
    return (client == null ? 0 : client.min()) + server;
  }

  @Test
  void aConnectTakesOneRoundTripOfTwoAndTheReportStatesWhatThePathDid() {
    requireNetworks();
    assertRoundTrips(Map.of(Stage.CONNECT, 1, Stage.TOTAL, 2), "rtt=200ms");
    Run run = ReportFiles.read(home.resolve("out/report.json")).runs().get(0);
    assertEquals("rtt=200ms", run.plan().network());
    assertEquals("rtt=200ms", run.network().spec());
    assertNull(run.network().fastOpened());
    assertEquals(RTT_NANOS / 2, run.network().delayNanos());
    assertTrue(run.network().toServer().packets() >= 2 * HANDSHAKES, run.network()::toString);
    assertEquals(0, run.network().toServer().lost());
  }

  @ParameterizedTest
  @CsvSource({
    "kx1-rsa2048, 24, 1",
    "tls13-psk-dhe, 1, 2",
    "tls12-ecdhe-rsa, 1, 3",
    "dtls12-psk, 1, 3",
  })
  void anExchangeTakesItsRoundTrips(String exchange, int perConnection, int roundTrips) {
    requireNetworks();
    assertRoundTrips(
        Map.of(Stage.TOTAL, roundTrips),
        "rtt=200ms",
        "-x",
        exchange,
        "--per-connection",
        perConnection);
  }

  /** The kernel has a cookie for each of four addresses after its first connection. */
  @Test
  void withFastOpenTheFirstMessageGoesWithTheSyn() {
    requireNetworks();
    NetworkSupport.fastOpenProblem().ifPresent(problem -> assumeTrue(false, problem));
    assertRoundTrips(Map.of(Stage.TOTAL, 1), "rtt=200ms,fastopen");
    Run run = ReportFiles.read(home.resolve("out/report.json")).runs().get(0);
    assertEquals("rtt=200ms,fastopen", run.plan().network());
    assertTrue(run.network().fastOpened() > 0, run.network()::toString);
    assertTrue(run.network().fastOpened() <= HANDSHAKES - 4, run.network()::toString);
  }

  @Test
  void resumptionAndHostileClientsWorkOverANetwork() {
    requireNetworks();
    LoadReport report =
        reportOf(
            200, "--network", "rtt=20ms", "--resume", "50", "--mix", "ok=80,bad-mac=10,garbage=10");
    Run run = report.runs().get(0);
    assertTrue(run.counts().established() > 0, run.counts()::toString);
    assertTrue(
        run.resumption().of(HandshakeKind.RESUMED).established() > 0, run.resumption()::toString);
    assertTrue(run.classes().get("garbage").counts().expected() > 0, run.classes()::toString);
    assertFalse(
        report.verdict().reasons().stream().anyMatch(each -> each.key() == ReasonKey.CONFIRMED),
        report.verdict()::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--find-max=p99<2s|SEARCH",
        "--runs=2|RUNS",
        "--calibrate=2|CALIBRATION",
        "--pools=thread-local,fresh|VARIANTS",
        "--against=HEAD~1|VARIANTS",
      })
  void searchesAndSeriesOfRunsKeepTheNetwork(String option, LoadtestOptions.Mode mode) {
    requireNetworks();
    ParsedLoadtest parsed = ParsedLoadtest.of("--network", "mobile,loss=2%", "-R", "20", option);
    LoadtestOptions options = (LoadtestOptions) parsed.spec().mixins().get("options").userObject();
    options.check();
    assertEquals(mode, options.mode());
    assertEquals("mobile,loss=2%", options.texts().get("network"));
  }

  private void assertRunsOver(String network, String spec, LoadReport report) {
    Run run = report.runs().get(0);
    assertEquals(network, run.plan().network());
    assertEquals(spec, run.network().spec());
    assertTrue(run.network().toServer().packets() > 0, run.network()::toString);
    assertTrue(run.counts().established() > 0, run.counts()::toString);
    long shortest = NetworkSpec.parse(network).oneWayNanos() * 2;
    assertTrue(run.latency(Stage.TOTAL).min() >= shortest * 0.999, run::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dc,loss=1%|--per-connection 4 --seed 3|rtt=5500us,loss=1%",
        "rtt=20ms|--admission --first-frame-timeout 1s --mix"
            + " ok=30,bad-mac=10,bad-admission=10,unknown-client=10,garbage=10,replay=20,half-open=10"
            + "|rtt=20ms",
        "rtt=20ms|-x kx1-noise --mix ok=80,garbage=20 --transport nio|rtt=20ms",
        "rtt=20ms|-x tls13-psk-dhe --transport nio|rtt=20ms",
        "rtt=20ms|-x tls13-ecdhe --resume 50 --transport epoll/nio|rtt=20ms",
      })
  void presetsAndOptionsOfARunWorkOverANetwork(String network, String options, String spec) {
    requireNetworks();
    List<Object> all = new ArrayList<>(List.of("--network", network));
    all.addAll(List.of(options.split(" ")));
    LoadReport report = reportOf(60, all.toArray());
    assertRunsOver(network, spec, report);
    report
        .runs()
        .get(0)
        .classes()
        .forEach(
            (hostile, figures) ->
                assertTrue(
                    figures.counts().planned() == 0 || figures.counts().expected() > 0,
                    () -> hostile + " " + figures.counts()));
  }

  /** Each variant's own server and generator are in namespaces of their own, in every round. */
  @Test
  void variantsAreComparedOverANetwork() {
    requireNetworks();
    Path out = home.resolve("out");
    String options =
        "--network rtt=20ms --pools fresh,thread-local --runs 2 --no-confirm -w 0s -n 20 -c 2"
            + " --cores off -o "
            + out;
    ChildProcess.End end =
        ChildProcess.run(home, LenientLoadtestMain.class, (Object[]) options.split(" "));
    String first =
        Files.exists(out.resolve("fresh/round-1/report.json")) ? "fresh" : "thread-local";
    LoadReport child = ReportFiles.read(out.resolve(first).resolve("round-1/report.json"));
    assertRunsOver("rtt=20ms", "rtt=20ms", child);
    assertEquals(first, child.runs().get(0).plan().pool());
    // MISSING: the private-key rate, if it was disturbed in all runs of one variant
    Set<Integer> compared = Set.of(ExitCode.FINE, ExitCode.WORSE, ExitCode.MISSING);
    assertTrue(compared.contains(end.exitCode()), end::toString);
    assertTrue(end.out().startsWith("thread-local compared with fresh, in 2 rounds\n"), end.out());
    for (String variant : List.of("fresh", "thread-local")) {
      LoadReport report = ReportFiles.read(out.resolve(variant).resolve("report.json"));
      assertEquals(2, report.runs().size());
      assertRunsOver("rtt=20ms", "rtt=20ms", report);
      assertEquals(variant, report.runs().get(0).plan().pool());
    }
  }

  /** Checks in a namespace of its own, whose range of ports a test may change. */
  private String portsOfACheck(Object... more) {
    List<String> fewPorts =
        List.of(
            "unshare",
            "--net",
            "--",
            "sh",
            "-c",
            "echo 50000 60999 > " + PORT_RANGE + " && exec \"$@\"",
            "sh");
    List<Object> all = new ArrayList<>(List.of("--check"));
    all.addAll(List.of(more));
    try (ChildProcess child =
        ChildProcess.startBy(fewPorts, home, LoadtestMain.class, all.toArray())) {
      ChildProcess.End end = child.end();
      return end.out()
          .lines()
          .filter(line -> line.startsWith("ports "))
          .findFirst()
          .orElseThrow(() -> new AssertionError(end));
    }
  }

  @Test
  void aCheckWithANetworkShowsThePortsThatItHas() {
    requireNetworks();
    assumeTrue(Files.isWritable(PORT_RANGE), "the kernel's settings are read-only");
    String outside = portsOfACheck();
    assertTrue(outside.contains(" 11,000 local ports per address: "), outside);
    assertTrue(outside.endsWith(" or give --local-ips"), outside);
    for (String option : List.of("--network=rtt=1ms", "--networks=lan,dc")) {
      String inside = portsOfACheck(option);
      assertTrue(inside.endsWith(" 28,232 local ports per address"), inside);
    }
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
    assertTrue(markdown.contains("| exchange, p50 | lan | rtt=20ms |"), markdown);
    assertTrue(markdown.contains("\nlan is rtt=500us\n"), markdown);
    String page = Files.readString(home.resolve("out/report.html"));
    assertTrue(page.contains("Latency by distance"));
    assertTrue(Files.exists(home.resolve("out/round-1/kx1-rsa2048-rtt-20ms/report.json")));
  }

  @Test
  void hostileClientsThatAnExchangeDoesNotHaveAreRefusedOverANetworkAsWell() {
    requireNetworks();
    String over = "--network rtt=1ms ";
    assertRefused(
        "--mix: there is no garbage in dtls12-psk",
        (Object[]) (over + "-x dtls12-psk --mix ok=80,garbage=20").split(" "));
    assertRefused(
        "--transport is for TCP, and dtls12-psk",
        (Object[]) (over + "-x dtls12-psk --transport nio").split(" "));
    assertRefused(
        "fastopen needs a generator on epoll",
        (Object[]) (over.strip() + ",fastopen --transport nio").split(" "));
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
    assertRefused("--network has no effect with --agents", "--network", one, "--agents", 1);
    assertRefused(
        "--network has no effect with --target", "--network", one, "--target", "127.0.0.1:1");
    assertRefused(
        "--networks has no effect with --target", "--networks", "lan,dc", "--target", "a:1");
    assertRefused(
        "--local-ips has no effect with --network", "--network", one, "--local-ips", "127.0.0.2");
    assertRefused("or --network", "--network", one, "--live");
    assertRefused(
        "--networks has no effect with --network", "--network", one, "--networks", "lan,dc");
    assertRefused("needs two or more networks", "--networks", "lan");
    assertRefused("leave out --target", "--networks", "lan,dc", "--find-max", "p99<50ms");
    assertRefused("--networks", "--networks", "lan,dc", "--runs", 2);
    assertRefused("choose one of them", "--networks", "lan,dc", "--calibrate");
    assertRefused("'wan' is neither a network", "--network", "wan");
    assertRefused("--rounds", "--rounds", 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "target = 127.0.0.1:2"})
  void aTargetOnTheCommandLineReplacesTheNetworkOfAFile(String more) throws IOException {
    Path file = home.resolve("plan.conf");
    Files.writeString(file, "network = rtt=1ms\n" + more);
    ChildProcess.End end =
        CommandHere.loadtest(home, "--config", file, "--target", "127.0.0.1:1", "-n", 1);
    assertEquals(ExitCode.USAGE, end.exitCode(), end::toString);
    assertFalse(end.err().contains("network"), end::toString);
  }

  @ParameterizedTest
  @CsvSource({"target, 127.0.0.1:1", "agents, 1"})
  void aFileWithANetworkAndNoServerOfItsOwnIsRefused(String other, String value)
      throws IOException {
    Path file = home.resolve("plan.conf");
    Files.writeString(file, "network = rtt=1ms\n%s = %s\n".formatted(other, value));
    assertRefused(
        "%s line 1: 'network' has no effect with '%s' (%1$s line 2); leave out one of them"
            .formatted(file, other),
        "--config",
        file);
  }

  @Test
  void theHelpStatesTheValuesOfThePresets() {
    String help = CommandHere.loadtest(home, "--help").out().replaceAll("\\s+", "");
    NetworkSpec.presets()
        .forEach(
            (name, spec) -> assertTrue(help.contains(name + "(" + spec.unnamed() + ")"), name));
  }
}
