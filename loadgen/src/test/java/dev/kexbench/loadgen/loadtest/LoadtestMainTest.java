package dev.kexbench.loadgen.loadtest;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.loadgen.CommandHere;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.FailedCommand;
import dev.kexbench.loadgen.fixture.LoadtestArguments;
import dev.kexbench.loadgen.fixture.TestFiles;
import dev.kexbench.loadgen.server.RunningServer;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Search;
import dev.kexbench.results.report.Validity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/loadtest} as a process, with its own server as another. */
@Tag("process")
class LoadtestMainTest {
  /** A second with one in its third column, after those planned and started. */
  private static final Pattern ESTABLISHED =
      Pattern.compile("measuring +\\d+ s +\\S+ +\\S+ +[1-9]");

  @TempDir private Path home;

  private ChildProcess start(String... more) {
    return ChildProcess.start(home, LoadtestMain.class, options(more));
  }

  /** Where nothing depends on a process of its own. */
  private ChildProcess.End runHere(String... more) {
    return CommandHere.loadtest(home, options(more));
  }

  private Object[] options(String... more) {
    return Stream.concat(
            Stream.of("-w", "0s", "-c", "8", "--cores", "off", "-o", folder().toString()),
            Stream.of(more))
        .toArray();
  }

  private static String[] patient(String... more) {
    return Stream.concat(LoadtestArguments.PATIENT.stream(), Stream.of(more))
        .toArray(String[]::new);
  }

  private ChildProcess startAgainst(RunningServer server, String... more) {
    return start(against(server, more));
  }

  private String[] against(RunningServer server, String... more) {
    TestFiles files = TestFiles.in(home);
    return Stream.concat(
            Stream.of(
                "--target",
                "127.0.0.1:" + server.port(),
                "--server-key",
                files.server().publicKey(KeyKind.RSA).toString(),
                "--clients",
                files.clients().toString()),
            Stream.of(more))
        .toArray(String[]::new);
  }

  private Path folder() {
    return home.resolve("out");
  }

  private LoadReport report() {
    return ReportFiles.read(folder().resolve("report.json"));
  }

  /** Exited, or a zombie that its parent has not reaped. */
  private static boolean ended(ProcessHandle process) {
    return !process.isAlive() || process.info().command().isEmpty();
  }

  private static void awaitMeasuring(ChildProcess child) {
    eventually("it measures", () -> child.says("measuring    1 s"));
  }

  private static void awaitEstablished(ChildProcess child) {
    eventually("a handshake is established", () -> child.says(ESTABLISHED));
  }

  private static List<String> reasons(LoadReport report) {
    return report.verdict().reasons().stream().map(reason -> reason.key().label()).toList();
  }

  private void assertNoKeysAreLeft() throws IOException {
    try (Stream<Path> keys = Files.list(home.resolve("target/keys"))) {
      assertEquals(List.of(), keys.toList());
    }
  }

  @Test
  void measuresItsOwnServerAndLeavesOnlyAReport() throws IOException {
    try (ChildProcess child = start(patient("-n", "200", "--quiet"))) {
      ProcessHandle server = child.server();
      ChildProcess.End end = child.end();
      end.assertDone();
      assertEquals("", end.err());
      assertTrue(ended(server), "its server has ended");
    }
    assertNoKeysAreLeft();
    LoadReport report = report();
    assertFalse(report.interrupted());
    Run run = report.runs().get(0);
    Counts counts = run.counts();
    assertEquals(200, counts.planned());
    assertEquals(200, counts.established(), counts::toString);
    assertEquals(200, counts.serverConfirmed());
    assertEquals(200, counts.connectionsOpened());
    assertEquals(List.of(), counts.brokenConservation());
    assertEquals(200, run.server().counts().confirmed());
    assertEquals(200, run.latency().get("total").count());
    assertTrue(
        run.machine().checks().stream().anyMatch(check -> check.name().equals("governor")),
        () -> "" + run.machine());
    // On a busy machine it is omitted.
    assertTrue(
        run.machine().ceilingOmitted() != null || run.ceiling().operationsPerSecondPerCore() > 0);
    assertTrue(Files.readString(folder().resolve("latency.hlog")).contains("Tag=total"));
  }

  @Test
  void anInterruptEndsItSoonAndIsReported() throws IOException {
    try (ChildProcess child = start("-d", "10m")) {
      ProcessHandle server = child.server();
      awaitEstablished(child);
      child.interrupt();
      ChildProcess.End end = child.end();
      assertEquals(ExitCode.INTERRUPTED, end.exitCode(), end::toString);
      assertTrue(ended(server), "its server has ended");
    }
    assertNoKeysAreLeft();
    String log = Files.readString(folder().resolve("server.log"));
    assertFalse(
        log.contains("keeping the previous"), "the server does not miss its clients' file: " + log);
    LoadReport report = report();
    assertTrue(report.interrupted());
    assertTrue(reasons(report).contains("interrupted"), report.verdict()::toString);
    assertNotEquals(Validity.VALID, report.verdict().state());
    assertTrue(report.runs().get(0).counts().established() > 0);
  }

  @Test
  void itsServerAndKeysDoNotOutliveItEvenIfItIsKilled() throws IOException {
    try (ChildProcess child = start("-d", "10m")) {
      ProcessHandle server = child.server();
      awaitMeasuring(child);
      child.signal("KILL");
      eventually("the server ends by itself", () -> ended(server));
      server.destroyForcibly();
    }
    assertNoKeysAreLeft();
  }

  @Test
  void keysGivenByTheUserOutliveTheRun() {
    Path keys = home.resolve("kept");
    runHere("-n", "5", "--quiet", "--keys", keys.toString()).assertDone();
    assertTrue(Files.exists(keys.resolve("rsa.key.pem")));
    assertTrue(Files.exists(keys.resolve("credentials.csv")));
  }

  @Test
  void aServerThatDoesNotStartIsReportedAndLeavesNoKeys() throws IOException {
    FailedCommand.assertRefused("--crypto-threads", runHere("--crypto-threads", "many", "--quiet"));
    assertNoKeysAreLeft();
  }

  /** What a test does to the folder of a run's files during the measurement. */
  private interface Harm {
    void to(Path folder) throws IOException;
  }

  private ChildProcess.End endAfter(Harm harm) throws IOException {
    try (RunningServer server = RunningServer.kx1();
        ChildProcess child = startAgainst(server, "-d", "10m")) {
      awaitMeasuring(child);
      try (Stream<Path> files = Files.walk(folder())) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
      harm.to(folder());
      child.interrupt();
      return child.end();
    }
  }

  private static void assertLosesNoSummary(String why, ChildProcess.End end) {
    assertEquals(ExitCode.USAGE, end.exitCode(), end::toString);
    assertTrue(end.out().contains("  adds up: "), end::toString);
    assertFalse(end.out().contains("report: "), end::toString);
    List<String> said = end.err().lines().toList();
    assertTrue(said.get(said.size() - 1).contains(why), end::toString);
  }

  @Test
  void aDeletedFolderIsReportedAfterTheSummaryAndTheReportRewritten() throws IOException {
    assertLosesNoSummary("was removed during the run", endAfter(gone -> {}));
    assertTrue(report().interrupted());
  }

  @Test
  void aFolderThatIsNoLongerWritableIsReportedAfterTheSummary() throws IOException {
    assertLosesNoSummary("a file has the name of the folder", endAfter(Files::createFile));
  }

  @Test
  void aServerThatDiesEndsTheRunAndMakesItInvalid() {
    try (ChildProcess child = start("-d", "10m")) {
      ProcessHandle server = child.server();
      awaitMeasuring(child);
      ChildProcess.signal(server, "KILL");
      ChildProcess.End end = child.end();
      assertEquals(ExitCode.NOT_VALID, end.exitCode(), end::toString);
    }
    assertEquals(Validity.INVALID, report().verdict().state());
    assertTrue(reasons(report()).contains("server"), report().verdict()::toString);
    assertFalse(report().interrupted());
  }

  @Test
  void checksAConditionAgainstARemoteServer() {
    try (RunningServer server = RunningServer.kx1()) {
      runHere(
              against(
                  server,
                  "-n",
                  "20",
                  "--timeout",
                  "5m",
                  "--fail-if",
                  "p99<1h",
                  "--fail-if",
                  "errors>0.1%"))
          .assertEnded(ExitCode.WORSE);
      eventually("all are confirmed", () -> server.confirmed() == 20, server::confirmed);
    }
    Run run = report().runs().get(0);
    assertEquals(20, run.counts().established());
    assertTrue(run.thresholds().get(0).met());
    assertFalse(run.thresholds().get(1).met());
    assertEquals(null, run.counts().serverConfirmed());
  }

  @Test
  void aSearchReportsItsCurveAndItsLastRun() throws IOException {
    String objective = "p99<10s,errors<50%";
    ChildProcess.End end =
        runHere("--find-max", objective, "-R", "40", "-d", "300ms", "--timeout", "2s");
    assertEquals(report().exitCode(), end.exitCode(), end::toString);
    assertTrue(end.err().contains("probe 1, 40/s for 300 ms"), end::toString);
    assertTrue(end.out().contains("Search "), end::toString);
    assertTrue(end.out().matches("(?s)(VALID|SUSPECT|INVALID)  kx1.*"), end::toString);
    assertNoKeysAreLeft();
    Search search = report().search();
    assertEquals(objective, search.objective());
    assertEquals(40, search.curve().get(0).plannedPerSecond());
    Search.Probe last = search.curve().get(search.curve().size() - 1);
    Run run = report().runs().get(0);
    assertEquals(run.label(), last.run());
    assertEquals(last.plannedPerSecond(), run.plan().rate());
    assertEquals(objective, run.plan().others().get("findMax"));
    assertEquals(List.of(), run.counts().brokenConservation());
    assertEquals(run.counts().established(), run.counts().serverConfirmed());
    assertTrue(search.ratePerSecond() == null || last.fullLength() && last.kept());
  }

  @Test
  void anInterruptBeforeTheFirstHandshakeLeavesAReportToo() {
    try (RunningServer server = RunningServer.kx1();
        ChildProcess child = startAgainst(server, "-d", "40m")) {
      eventually("it is about to begin", () -> child.says("8 in flight, "));
      child.interrupt();
      ChildProcess.End end = child.end();
      assertEquals(ExitCode.INTERRUPTED, end.exitCode(), end::toString);
    }
    assertTrue(report().interrupted());
  }

  @Test
  void anInterruptedSearchReportsItsTrials() {
    try (RunningServer server = RunningServer.kx1();
        ChildProcess child =
            startAgainst(server, "--find-max", "p99<10s", "-R", "20", "-d", "40m")) {
      eventually("it probes", () -> child.says("probe 1      1 s"));
      child.interrupt();
      ChildProcess.End end = child.end();
      assertEquals(ExitCode.INTERRUPTED, end.exitCode(), end::toString);
    }
    Search search = report().search();
    assertEquals(1, search.curve().size());
    assertEquals("interrupted", search.curve().get(0).why());
    assertEquals(null, search.ratePerSecond());
    assertTrue(report().interrupted());
  }

  @Test
  void thePlanOfAReportRunsAgain() {
    Path again = home.resolve("again");
    ChildProcess.End once =
        runHere(patient("-R", "500", "-n", "20", "--fail-if", "p99>1h", "--quiet"));
    assertEquals(report().exitCode(), once.exitCode(), once::toString);
    ChildProcess.End end = CommandHere.loadtest(home, "--config", folder(), "-o", again, "--quiet");
    LoadReport repeated = ReportFiles.read(again.resolve("report.json"));
    assertEquals(repeated.exitCode(), end.exitCode(), end::toString);
    Run first = report().runs().get(0);
    Run second = repeated.runs().get(0);
    assertEquals(first.plan(), second.plan());
    assertEquals(20, second.counts().established());
    assertEquals("p99>1h", second.thresholds().get(0).expression());
  }

  @Test
  void aTargetThatStopsRespondingMakesTheRunInvalid() {
    RunningServer server = RunningServer.kx1();
    try (ChildProcess child = startAgainst(server, "-d", "10m")) {
      awaitMeasuring(child);
      server.close();
      child.interrupt();
      ChildProcess.End end = child.end();
      assertEquals(report().exitCode(), end.exitCode(), end::toString);
    }
    assertEquals(Validity.INVALID, report().verdict().state());
    assertTrue(reasons(report()).contains("server"), report().verdict()::toString);
  }
}
