package dev.kexbench.loadgen.agent;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.FreePort;
import dev.kexbench.loadgen.fixture.TestFiles;
import dev.kexbench.loadgen.loadtest.LoadtestMain;
import dev.kexbench.loadgen.serve.ServeMain;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Validity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Agents and their coordinator are killed or stopped in several phases of a run. The others finish
 * it or give it up, and are free for the next one.
 */
@Tag("process")
@Timeout(900)
@EnabledOnOs({OS.LINUX, OS.MAC})
class AgentFaultsTest {
  private static final List<String> NAMES = List.of("a", "b", "c");

  /** Longer than an agent on a busy machine is silent, and no longer: most tests wait for it. */
  private static final String LOST_AFTER = "6s";

  /** The home of the server and the agents, which all tests share. */
  @TempDir private static Path home;

  private static final Map<String, ChildProcess> AGENTS = new LinkedHashMap<>();

  /** Where the first agent listens; the others find a free port after it. */
  private static final String MEETING = "127.0.0.1:" + FreePort.any();

  private static TestFiles files;
  private static ChildProcess server;
  private static String target;
  private static String statistics;

  @TempDir private Path results;
  private int attempts;

  /** A phase, with options that lead to it, and the line that shows that it has begun. */
  private enum Phase {
    WARM_UP("warm-up      1 s", "-w", "5s", "-d", "2s"),
    /** The server is stopped long before, so that what is in flight stays there. */
    DRAIN("measuring   10 s", "-w", "0s", "-d", "10s", "--timeout", "5m"),
    REPORT("measuring the server's private-key rate", "-w", "0s", "-d", "2s");

    private final String line;
    private final String[] options;

    Phase(String line, String... options) {
      this.line = line;
      this.options = options;
    }
  }

  @BeforeAll
  static void makeFiles() {
    files = TestFiles.in(home);
  }

  /** Before the first test, and again if a test has taken so long that it was ended as hanging. */
  @BeforeEach
  void startServer() {
    if (server != null && server.handle().isAlive()) {
      return;
    }
    server =
        ChildProcess.startInFull(
            home,
            ServeMain.class,
            files.folder(),
            "--listen",
            "127.0.0.1:0",
            "--stats",
            "127.0.0.1:0");
    String ready = server.firstLine();
    target = ready.split(" ")[2];
    statistics = ready.substring(ready.indexOf("http"));
  }

  /** Starts the agents that do not run: at first all, later the one that a test has killed. */
  @BeforeEach
  void startAgents() {
    List<String> missing = NAMES.stream().filter(name -> !runs(name)).toList();
    for (String name : missing) {
      AGENTS.put(
          name,
          ChildProcess.start(
              home,
              AgentMain.class,
              "--name",
              name,
              "--bind",
              MEETING,
              "--lost-after",
              LOST_AFTER));
    }
    for (String name : missing) {
      ChildProcess agent = AGENTS.get(name);
      String line = agent.firstLine();
      assertTrue(line.startsWith("agent " + name + " waits"), () -> line + agent.errSoFar());
    }
  }

  private static boolean runs(String name) {
    return AGENTS.containsKey(name) && AGENTS.get(name).handle().isAlive();
  }

  /** A test that failed may have left them stopped. */
  @AfterEach
  void resume() {
    Stream.concat(AGENTS.values().stream(), Stream.of(server))
        .filter(each -> each.handle().isAlive())
        .forEach(each -> each.signal("CONT"));
  }

  @AfterAll
  static void end() {
    AGENTS.values().forEach(ChildProcess::close);
    server.close();
  }

  private Path folder() {
    return results.resolve("out-" + attempts);
  }

  private ChildProcess start(Path out, int of, String... options) {
    List<Object> args = new ArrayList<>(List.of("--agents", of, "--join", MEETING));
    args.addAll(List.of("--agents-within", "5m", "--lost-after", LOST_AFTER, "--target", target));
    args.addAll(List.of("--server-key", files.folder().resolve("rsa.pub.pem")));
    args.addAll(List.of("--target-stats", statistics, "--clients", files.clients()));
    args.addAll(List.of("-c", "9", "-o", out));
    args.addAll(List.of(options));
    return ChildProcess.start(home, LoadtestMain.class, args.toArray());
  }

  /** Starts a run with all agents, and waits for the phase. */
  private ChildProcess runIn(Phase phase) {
    ChildProcess running = start(folder(), NAMES.size(), phase.options);
    if (phase == Phase.DRAIN) {
      await(running, "measuring    1 s");
      server.signal("STOP");
      if (running.says(phase.line)) { // this machine stalled, and nothing is left in flight
        server.signal("CONT");
        running.end();
        attempts++;
        return runIn(phase);
      }
    }
    await(running, phase.line);
    return running;
  }

  private static void await(ChildProcess running, String line) {
    eventually("it prints " + line, () -> running.says(line), running::errSoFar);
  }

  private LoadReport report() {
    return ReportFiles.read(folder().resolve("report.json"));
  }

  private void assertNothingIsPartial() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      List<String> partial =
          files.map(Path::toString).filter(file -> file.endsWith(".partial")).toList();
      assertEquals(List.of(), partial);
    }
  }

  /** Waits until an agent has left each run that had reserved it. */
  private static void awaitFree(String name) {
    ChildProcess agent = AGENTS.get(name);
    eventually(
        name + " is free",
        () -> lines(agent, "reserved for ") == lines(agent, "waiting for the next run"),
        agent::errSoFar);
  }

  private static long lines(ChildProcess agent, String text) {
    return agent.errSoFar().lines().filter(line -> line.contains(text)).count();
  }

  /** A run with these agents is possible. */
  private void assertFree(int of) {
    Path next = results.resolve("next");
    try (ChildProcess running = start(next, of, "-w", "0s", "-n", "20")) {
      running.end().assertDone();
    }
    LoadReport report = ReportFiles.read(next.resolve("report.json"));
    assertEquals(20, report.runs().get(0).counts().established());
  }

  /** In the measurement {@link AgentsTest} does that. */
  @ParameterizedTest
  @EnumSource(names = {"WARM_UP", "DRAIN", "REPORT"})
  void aRunOutlivesAgentsThatAreKilledOrStopped(Phase phase) throws IOException {
    try (ChildProcess running = runIn(phase)) {
      AGENTS.get("b").signal("KILL");
      AGENTS.get("c").signal("STOP");
      if (phase == Phase.DRAIN) {
        server.signal("CONT");
      }
      ChildProcess.End end = running.end();
      assertEquals(report().exitCode(), end.exitCode(), end::toString);
      if (phase != Phase.REPORT) { // there all agents have reported
        assertEquals(Validity.INVALID, report().verdict().state(), end::toString);
        for (String lost : List.of("b", "c")) {
          assertTrue(end.out().contains("agents, INVALID: agent " + lost + ", "), end::toString);
        }
      }
    }
    assertNothingIsPartial();
    AGENTS.get("c").signal("CONT");
    awaitFree("c");
    assertFree(2);
  }

  @Test
  void agentsOutliveACoordinatorThatIsKilled() {
    try (ChildProcess running = runIn(Phase.WARM_UP)) {
      running.signal("KILL");
      assertNotEquals(ExitCode.FINE, running.end().exitCode());
    }
    NAMES.forEach(AgentFaultsTest::awaitFree);
    assertFalse(Files.exists(folder().resolve("report.json")));
    assertFree(NAMES.size());
  }

  @Test
  void aCoordinatorThatWasStoppedForLongReports() throws IOException {
    try (ChildProcess running = runIn(Phase.WARM_UP)) {
      running.signal("STOP");
      NAMES.forEach(AgentFaultsTest::awaitFree);
      running.signal("CONT");
      ChildProcess.End end = running.end();
      assertEquals(report().exitCode(), end.exitCode(), end::toString);
      assertEquals(Validity.INVALID, report().verdict().state(), end::toString);
    }
    assertNothingIsPartial();
    assertFree(NAMES.size());
  }
}
