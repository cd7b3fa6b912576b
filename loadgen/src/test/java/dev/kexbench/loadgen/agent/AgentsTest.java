package dev.kexbench.loadgen.agent;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.kexbench.loadgen.CommandHere;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.FailedCommand;
import dev.kexbench.loadgen.loadtest.LoadtestMain;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.AgentFigures;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;
import dev.kexbench.results.report.Validity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/agent} and {@code scripts/loadtest --agents}, each in its own process. */
@Tag("process")
class AgentsTest {
  private static final String WITHIN = RunningAgents.WITHIN;
  private static final int LONGEST_SEARCH_SECONDS = 64;
  private static final long MINUTE_NANOS = 60_000_000_000L;

  @TempDir private Path home;

  private RunningAgents here;

  @BeforeEach
  void begin() throws IOException {
    here = new RunningAgents(home);
  }

  @AfterEach
  void end() {
    here.close();
  }

  /** A load test that has been measuring for two seconds. */
  private ChildProcess measuring(int of, String... more) {
    ChildProcess running = ChildProcess.start(home, LoadtestMain.class, here.load(of, more));
    eventually("it measures", () -> running.says("measuring    2 s"), running::errSoFar);
    return running;
  }

  /** How many seconds of a load test have been measured so far. */
  private static long secondsOf(ChildProcess running) {
    return running.errSoFar().lines().filter(line -> line.startsWith("measuring ")).count();
  }

  /** The files that an agent stores itself. */
  private List<Path> kept(String agent, String file) {
    try (Stream<Path> runs = Files.list(home.resolve("results/runs"))) {
      return runs.filter(run -> run.getFileName().toString().endsWith("-" + agent))
          .map(run -> run.resolve(file))
          .filter(Files::exists)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Histogram logged(String agent) {
    Histogram all = new Histogram(3);
    try (HistogramLogReader log =
        new HistogramLogReader(kept(agent, "latency.hlog").get(0).toFile())) {
      while (log.hasNext()) {
        Histogram each = (Histogram) log.nextIntervalHistogram();
        if (each != null && each.getTag().equals(Stage.TOTAL.key())) {
          all.add(each);
        }
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void threeAgentsShareOneRun() {
    here.start(List.of("a", "b", "c"));
    ChildProcess.End end = here.run(3, "-n", "300", "-c", "12");
    end.assertDone();
    Run run = here.report().runs().get(0);
    assertEquals(300, run.counts().established());
    // A CONFIRM has no answer: the server may still have to read the last ones.
    eventually("all are confirmed", () -> here.server().confirmed() >= 300);
    assertEquals(300, here.server().confirmed());
    assertEquals(300, run.littlesLaw().handshakes());
    assertEquals(List.of("a", "b", "c"), run.agents().stream().map(AgentFigures::name).toList());
    Counts sum = run.agents().stream().map(AgentFigures::counts).reduce(Counts.NONE, Counts::plus);
    assertEquals(run.counts(), sum);
    Histogram merged = new Histogram(3);
    run.agents().forEach(agent -> merged.add(logged(agent.name())));
    Histogram reported = run.latency(Stage.TOTAL).decode();
    assertEquals(merged, reported);
    for (AgentFigures agent : run.agents()) {
      assertEquals(100, agent.counts().established());
      assertEquals(100, agent.littlesLaw().handshakes());
      assertTrue(agent.generatorDelay().probe().count() > 0);
      assertTrue(agent.roundTripNanos() > 0 && Math.abs(agent.offsetNanos()) < MINUTE_NANOS);
      LoadReport own = ReportFiles.read(kept(agent.name(), "report.json").get(0));
      assertEquals(agent.counts(), own.runs().get(0).counts());
    }
    assertTrue(end.out().contains("Agents"), end::toString);
  }

  @Test
  void anAgentThatDiesOrHangsIsReportedMissingAndTheRunContinues() {
    here.loseAfter("6s");
    here.start(List.of("a", "b", "c"));
    try (ChildProcess running = measuring(3, "-R", "60", "-d", "10m")) {
      here.get("b").signal("KILL");
      here.get("c").signal("STOP");
      for (String lost : List.of("b", "c")) {
        eventually(
            lost + " is missed",
            () -> running.says("agent " + here.shown(lost) + " is lost: "),
            running::errSoFar);
      }
      long seconds = secondsOf(running);
      eventually("the run continues", () -> secondsOf(running) > seconds + 2, running::errSoFar);
      running.interrupt();
      ChildProcess.End end = running.end();
      assertEquals(ExitCode.INTERRUPTED, end.exitCode(), end::toString);
      for (String lost : List.of("b", "c")) {
        assertTrue(
            end.out().contains("agents, INVALID: agent " + lost + ", 33 % of the plan, is missing"),
            end::toString);
      }
      assertEquals(Validity.INVALID, here.report().verdict().state());
      Run run = here.report().runs().get(0);
      assertTrue(run.timeline().size() > seconds + 2, "the remaining agent continues");
      AgentFigures left = run.agents().get(0);
      assertTrue(left.counts().planned() > run.agents().get(1).counts().planned());
    }
    here.get("c").signal("CONT");
    eventually(
        "it notices that the coordinator is lost",
        () -> here.get("c").says("waiting for the next run"));
  }

  @Test
  void agentsOutliveTheirCoordinatorAndKeepTheirReports() {
    here.start(List.of("a", "b"), RunningAgents.LOST_AFTER, "10s");
    try (ChildProcess running = measuring(2, "-R", "60", "-d", "10m")) {
      running.signal("KILL");
    }
    for (String each : List.of("a", "b")) {
      eventually("it has a report", () -> !kept(each, "report.json").isEmpty());
      assertTrue(
          here.get(each).says("stopping: no heartbeat for 9.5 s from run "),
          here.get(each)::errSoFar);
      assertTrue(here.get(each).says(" of the coordinator at 127.0.0.1, process "));
      assertTrue(here.get(each).says("give it and its agents a longer --lost-after"));
      LoadReport own = ReportFiles.read(kept(each, "report.json").get(0));
      assertTrue(own.runs().get(0).counts().established() > 0);
      assertTrue(own.interrupted());
    }
    ChildProcess.End next = here.run(2, "-n", "20", "-c", "4");
    next.assertDone();
  }

  @Test
  void anAgentThatJoinsLateWaitsForTheNextRun() {
    here.start(List.of("a"));
    try (ChildProcess running = measuring(1, "-R", "60", "-d", "10m")) {
      here.start(List.of("late"));
      assertTooFew(
          ": %s; %s is unavailable: it is busy with run "
              .formatted(here.shown("late"), here.shown("a")),
          2);
      running.interrupt();
      ChildProcess.End end = running.end();
      assertEquals(ExitCode.INTERRUPTED, end.exitCode(), end::toString);
      assertFalse(end.out().contains("agents, INVALID"), end::toString);
      assertEquals(
          List.of("a"),
          here.report().runs().get(0).agents().stream().map(AgentFigures::name).toList());
    }
  }

  private void assertTooFew(String why, int of) {
    assertEndsWith(
        within -> "1 of %d agents came within %d s%s".formatted(of, within, why),
        within -> here.run(of, WITHIN, within + "s", "-n", "20", "-c", "4"));
  }

  /** Peers on a busy machine may be slow to answer, so each search waits longer, in seconds. */
  private static void assertEndsWith(
      IntFunction<String> message, IntFunction<ChildProcess.End> search) {
    ChildProcess.End end = null;
    for (int within = 2; within <= LONGEST_SEARCH_SECONDS; within *= 2) {
      end = search.apply(within);
      assertEquals(ExitCode.USAGE, end.exitCode(), end::toString);
      if (end.err().contains(message.apply(within))) {
        return;
      }
    }
    fail(message.apply(LONGEST_SEARCH_SECONDS) + " is not in " + end);
  }

  @Test
  void otherSecretsAreIgnoredAndForbiddenTargetsAreRefused() throws IOException {
    Path one = here.secret("one", "a secret of the cluster's, random enough");
    here.start(List.of("a"), "--secret-file", one.toString(), "--allow-target", "127.0.0.1:1");
    String there = here.address("a");
    Path other = here.secret("other", "another secret, which is as good as any");
    ChildProcess.End unheard =
        here.run(1, "-n", "20", WITHIN, "1s", "--secret-file", other.toString());
    assertEquals(ExitCode.USAGE, unheard.exitCode(), unheard::toString);
    assertTrue(unheard.err().contains("0 of 1 agents came within 1 s"), unheard::toString);
    assertEndsWith(
        within ->
            there + ": it has another secret, or is not an agent: give both the same --secret-file",
        within ->
            CommandHere.loadtest(home, here.loadAt(there, 1, "-n", "20", WITHIN, within + "s")));
    ChildProcess.End refused = here.run(1, "-n", "20", "-c", "4", "--secret-file", one.toString());
    assertEquals(ExitCode.USAGE, refused.exitCode(), refused::toString);
    assertTrue(
        refused
            .err()
            .contains(
                "agent %s refuses: it may not load 127.0.0.1:%d; restart it with --allow-target 127.0.0.1:1,"
                    .formatted(here.shown("a"), here.server().port())),
        refused::toString);
  }

  @Test
  void anAgentRefusesAPartThatItsMachineCannotCarry() {
    here.start(List.of("a"));
    String refuses = "agent %s refuses: ".formatted(here.shown("a"));
    assertRefused(
        refuses + "--local-ips: 192.0.2.1 is no address of this machine",
        here.run(1, "-n", "20", "-c", "4", "--local-ips", "192.0.2.1"));
    ChildProcess.End tooMany = here.run(1, "-n", "20", "-c", "1000000");
    assertRefused("1,000,000 in flight need", tooMany);
    assertRefused(refuses, tooMany);
    ChildProcess.End tooLarge = here.run(1, "-n", "20", "-t", "10000", "-c", "10000");
    assertRefused(refuses + "heap: histograms of 10000 event loops x 1 classes", tooLarge);
    assertRefused("; give -t ", tooLarge);
    assertEquals(1, tooLarge.err().lines().filter(line -> line.contains("heap: ")).count());
    here.run(1, "-n", "20", "-c", "4").assertDone();
  }

  private static void assertRefused(String why, ChildProcess.End end) {
    assertEquals(ExitCode.USAGE, end.exitCode(), end::toString);
    assertTrue(end.err().contains(why), end::toString);
  }

  @Test
  void anAgentThatCannotWriteStillServesTheCoordinator() throws IOException {
    here.start(List.of("a"));
    Files.createFile(home.resolve("results"));
    here.run(1, "-n", "20", "-c", "4").assertDone();
    assertEquals(20, here.report().runs().get(0).counts().established());
    assertTrue(here.get("a").says("its own copy of the results is not complete: cannot write"));
  }

  @Test
  void anAddressThatDoesNotAnswerEndsTheWaitForAgents() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String there = "127.0.0.1:" + mute.getLocalPort();
      assertEndsWith(
          within ->
              "0 of 1 agents came within %d s: %s: it does not answer; start more"
                  .formatted(within, there),
          within -> CommandHere.loadtest(home, here.loadAt(there, 1, WITHIN, within + "s")));
    }
  }

  @Test
  void anInterruptEndsTheSearchForAgents() {
    try (ChildProcess looking =
        ChildProcess.start(home, LoadtestMain.class, here.load(1, WITHIN, "10m"))) {
      eventually("it looks for them", () -> looking.says("looking for 1 agents"));
      looking.interrupt();
      ChildProcess.End end = looking.end();
      assertEquals(ExitCode.INTERRUPTED, end.exitCode(), end::toString);
      assertTrue(end.err().contains("stopped while looking for agents"), end::toString);
    }
  }

  @Test
  void offLoopbackASecretAndALocalAddressAreRequired() throws IOException {
    FailedCommand.assertRefused(
        "give --secret-file FILE", home, AgentMain.class, "--bind", "192.0.2.1:7701");
    FailedCommand.assertRefused(
        "--bind 192.0.2.1:7701 is not an address of this machine",
        home,
        AgentMain.class,
        "--bind",
        "192.0.2.1:7701",
        "--secret-file",
        here.secret("one", "a secret of the cluster's, random enough"));
  }
}
