package dev.kexbench.loadgen.agent;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.CommandHere;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.FreePort;
import dev.kexbench.loadgen.loadtest.SeveralServersTest;
import dev.kexbench.loadgen.server.RunningServer;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Agents, each in its own process, and load tests by them of a server in this process. */
final class RunningAgents implements AutoCloseable {
  static final String WITHIN = "--agents-within";
  static final String LOST_AFTER = "--lost-after";

  private static final String SECRET_FILE = "--secret-file";

  private final Path home;
  private final Path secret;
  private final RunningServer server = RunningServer.kx1();
  private final String meeting = "127.0.0.1:" + FreePort.any();
  private final List<ChildProcess> processes = new ArrayList<>();
  private final Map<String, ChildProcess> byName = new LinkedHashMap<>();
  private final Map<String, String> addresses = new LinkedHashMap<>();

  /** So long that no slow agent counts as lost, unless a test intends it. */
  private String lostAfter = "5m";

  RunningAgents(Path home) throws IOException {
    this.home = home;
    SeveralServersTest.writeKeys(home);
    secret = secret("usual", "a secret of all of these processes");
  }

  /** Writes a secret of a cluster to a file. */
  Path secret(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.writeString(file, text + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  /** The same options, with a secret. */
  private List<Object> withSecret(String... options) {
    List<Object> all = new ArrayList<>(Arrays.asList(options));
    if (!all.contains(SECRET_FILE)) {
      all.addAll(List.of(SECRET_FILE, secret));
    }
    return all;
  }

  RunningServer server() {
    return server;
  }

  void loseAfter(String time) {
    lostAfter = time;
  }

  /** Starts agents with these names together, and waits until all are ready. */
  void start(List<String> names, String... more) {
    for (String name : names) {
      List<Object> args = new ArrayList<>(List.of("--name", name, "--bind", meeting));
      if (!List.of(more).contains(LOST_AFTER)) {
        args.addAll(List.of(LOST_AFTER, lostAfter));
      }
      args.addAll(withSecret(more));
      ChildProcess agent = ChildProcess.start(home, AgentMain.class, args.toArray());
      processes.add(agent);
      byName.put(name, agent);
    }
    names.forEach(this::awaitReady);
  }

  private void awaitReady(String name) {
    String line = get(name).firstLine();
    String waits = "agent " + name + " waits for work at ";
    assertTrue(line.startsWith(waits), () -> line + get(name).errSoFar());
    addresses.put(name, line.substring(waits.length()));
  }

  /** The agent of this name; the last one that was started. */
  ChildProcess get(String name) {
    return byName.get(name);
  }

  /** Where an agent listens: at the first free port from that of the meeting address. */
  String address(String name) {
    return addresses.get(name);
  }

  /** The name and the address of an agent, as messages have them. */
  String shown(String name) {
    return name + " at " + address(name);
  }

  Path out() {
    return home.resolve("out");
  }

  /** The options of a load test by so many of these agents. */
  Object[] load(int of, String... more) {
    return loadAt(meeting, of, more);
  }

  /** The same for agents elsewhere. */
  Object[] loadAt(String where, int of, String... more) {
    List<Object> args = new ArrayList<>(List.of("--agents", of, "--join", where, "-o", out()));
    args.addAll(List.of(LOST_AFTER, lostAfter, "--timeout", "5m"));
    if (!List.of(more).contains(WITHIN)) {
      args.addAll(List.of(WITHIN, "5m"));
    }
    args.addAll(List.of("--target", "127.0.0.1:" + server.port()));
    args.addAll(List.of("--server-key", home.resolve("pub.pem")));
    args.addAll(List.of("--clients", home.resolve("clients.csv"), "-w", "0s"));
    args.addAll(withSecret(more));
    return args.toArray();
  }

  /** Runs a load test by so many of these agents, with this process as the coordinator. */
  ChildProcess.End run(int of, String... more) {
    return CommandHere.loadtest(home, load(of, more));
  }

  /** The report of the last load test. */
  LoadReport report() {
    return ReportFiles.read(out().resolve("report.json"));
  }

  @Override
  public void close() {
    processes.forEach(ChildProcess::close);
    server.close();
  }
}
