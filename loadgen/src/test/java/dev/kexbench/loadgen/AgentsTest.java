package dev.kexbench.loadgen;

import static dev.kexbench.loadgen.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.server.RunningServer;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.Agent;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/agent} and {@code scripts/loadtest --agents}, each a process of its own. */
class AgentsTest {
  @TempDir private Path home;

  private final RunningServer server = RunningServer.kx1();
  private final String meeting = "127.0.0.1:" + freePort();
  private final Map<String, Child> agents = new LinkedHashMap<>();

  private static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Agents of these names, one after the other, which wait for work. */
  private void start(List<String> names, String... more) {
    for (String name : names) {
      List<Object> args =
          new ArrayList<>(List.of("--name", name, "--bind", meeting, "--join", meeting));
      args.addAll(Arrays.asList(more));
      Child agent = Child.start(home, AgentMain.class, args.toArray());
      agents.put(name, agent);
      String line = agent.firstLine();
      assertTrue(line.startsWith("agent " + name + " waits"), () -> line + agent.errSoFar());
    }
  }

  @BeforeEach
  void writeKeys() throws IOException {
    SeveralServersTest.writeKeys(home);
  }

  @AfterEach
  void endAgents() {
    agents.values().forEach(Child::close);
    server.close();
  }

  private Path out() {
    return home.resolve("out");
  }

  private Object[] load(int of, String... more) {
    List<Object> args =
        new ArrayList<>(List.of("--agents", of, "--bind", meeting, "--join", meeting, "-o", out()));
    args.addAll(List.of("--target", "127.0.0.1:" + server.port()));
    args.addAll(List.of("--server-key", home.resolve("pub.pem")));
    args.addAll(List.of("--clients", home.resolve("clients.csv"), "-w", "0s"));
    args.addAll(Arrays.asList(more));
    return args.toArray();
  }

  private Child.End run(int of, String... more) {
    return Child.run(home, LoadtestMain.class, load(of, more));
  }

  private LoadReport report() {
    return ReportFiles.read(out().resolve("report.json"));
  }

  /** A load that lasts until it has been measured for two seconds. */
  private Child measuring(int of, String... more) {
    Child running = Child.start(home, LoadtestMain.class, load(of, more));
    eventually(
        "it is measured", () -> running.errSoFar().contains("measuring    2 s"), running::errSoFar);
    return running;
  }

  /** The files that an agent keeps itself. */
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
  void threeAgentsDoOneRun() {
    start(List.of("a", "b", "c"));
    Child.End end = run(3, "-n", "300", "-c", "12");
    end.assertDone();
    Run run = report().runs().get(0);
    assertEquals(300, run.counts().established());
    assertEquals(300, server.confirmed());
    assertEquals(List.of("a", "b", "c"), run.agents().stream().map(Agent::name).toList());
    Counts sum = run.agents().stream().map(Agent::counts).reduce(Counts.NONE, Counts::plus);
    assertEquals(run.counts(), sum);
    Histogram merged = new Histogram(3);
    run.agents().forEach(agent -> merged.add(logged(agent.name())));
    Histogram reported = run.latency(Stage.TOTAL).decode();
    assertEquals(merged, reported);
    for (Agent agent : run.agents()) {
      assertEquals(100, agent.counts().established());
      assertTrue(agent.roundTripNanos() > 0 && Math.abs(agent.offsetNanos()) < 1_000_000_000L);
      LoadReport own = ReportFiles.read(kept(agent.name(), "report.json").get(0));
      assertEquals(agent.counts(), own.runs().get(0).counts());
    }
    assertTrue(end.out().contains("Agents"), end::toString);
  }

  @Test
  void anAgentThatDiesOrHangsIsMissedAndTheRunGoesOn() {
    start(List.of("a", "b", "c"));
    try (Child running = measuring(3, "-R", "60", "-d", "8s")) {
      agents.get("b").signal("KILL");
      agents.get("c").signal("STOP");
      Child.End end = running.end();
      assertEquals(ExitCode.NOT_COMPARABLE, end.exitCode(), end::toString);
      for (String lost : List.of("b", "c")) {
        assertTrue(
            end.out().contains("agents, INVALID: agent " + lost + ", 33 % of the plan, is missing"),
            end::toString);
      }
      Run run = report().runs().get(0);
      assertEquals(8, run.timeline().size(), "the one that is left goes on to the end");
      assertEquals(20 * 8, run.agents().get(0).counts().planned(), 80);
    }
    agents.get("c").signal("CONT");
    eventually(
        "it notices that it has been left",
        () -> agents.get("c").errSoFar().contains("waiting for the next run"));
  }

  @Test
  void agentsOutliveTheirCoordinatorAndKeepTheirReports() {
    start(List.of("first"));
    start(List.of("a", "b"));
    agents.remove("first").close();
    long[] killed = new long[1];
    try (Child running = measuring(2, "-R", "60", "-d", "60s")) {
      running.signal("KILL");
      killed[0] = System.nanoTime();
    }
    for (String each : List.of("a", "b")) {
      eventually("it has a report", () -> !kept(each, "report.json").isEmpty());
      assertTrue((System.nanoTime() - killed[0]) / 1e9 < 5, "they stop within five seconds");
      LoadReport own = ReportFiles.read(kept(each, "report.json").get(0));
      assertTrue(own.runs().get(0).counts().established() > 0);
      assertTrue(own.interrupted());
    }
    Child.End next = run(2, "-n", "20", "-c", "4");
    next.assertDone();
  }

  @Test
  void whoComesLateWaitsForTheNextRunAndTwoCoordinatorsDoNotMix() {
    start(List.of("a"));
    try (Child running = measuring(1, "-R", "60", "-d", "10s")) {
      start(List.of("late"));
      Child.End second = run(2, "--agents-within", "1s", "-n", "20", "-c", "4");
      assertEquals(ExitCode.USAGE, second.exitCode(), second::toString);
      assertTrue(
          second.err().contains("there were: late; a cannot: it is at work for another run"),
          second::toString);
      Child.End end = running.end();
      end.assertDone();
      assertEquals(1, report().runs().get(0).agents().size());
    }
  }

  private Path secret(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.writeString(file, text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  @Test
  void whoHasAnotherSecretIsNotHeardAndWhatIsNotAllowedIsRefused() throws IOException {
    Path one = secret("one", "a secret of the cluster's, random enough");
    start(List.of("a"), "--secret-file", one.toString(), "--allow-target", "127.0.0.1:1");
    Path other = secret("other", "another secret, which is as good as any");
    Child.End unheard =
        run(1, "-n", "20", "--agents-within", "1s", "--secret-file", other.toString());
    assertEquals(ExitCode.USAGE, unheard.exitCode(), unheard::toString);
    assertTrue(unheard.err().contains("within 1 s there were: none"), unheard::toString);
    Child.End refused = run(1, "-n", "20", "-c", "4", "--secret-file", one.toString());
    assertEquals(ExitCode.USAGE, refused.exitCode(), refused::toString);
    assertTrue(
        refused.err().contains("agent a refuses: it may not load 127.0.0.1:" + server.port()),
        refused::toString);
  }

  @Test
  void anInterruptEndsTheSearchForAgents() {
    try (Child looking = Child.start(home, LoadtestMain.class, load(1, "--agents-within", "10m"))) {
      eventually("it looks for them", () -> looking.errSoFar().contains("looking for 1 agents"));
      looking.interrupt();
      Child.End end = looking.end();
      assertEquals(ExitCode.INTERRUPTED, end.exitCode(), end::toString);
      assertTrue(end.err().contains("stopped while looking for agents"), end::toString);
    }
  }

  @Test
  void offLoopbackASecretIsDemandedAndAnAddressOfThisMachine() throws IOException {
    FailedCommand.assertRefused(
        "give --secret-file FILE", home, AgentMain.class, "--bind", "192.0.2.1:7701");
    FailedCommand.assertRefused(
        "--bind 192.0.2.1:7701: that is no address of this machine",
        home,
        AgentMain.class,
        "--bind",
        "192.0.2.1:7701",
        "--secret-file",
        secret("one", "a secret of the cluster's, random enough"));
  }
}
