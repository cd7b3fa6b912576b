package dev.kexbench.loadgen.agent;

import static dev.kexbench.loadgen.fixture.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.core.identity.KeyKind;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.Networks;
import dev.kexbench.loadgen.fixture.TestFiles;
import dev.kexbench.loadgen.loadtest.LoadtestMain;
import dev.kexbench.loadgen.serve.ServeMain;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents in separate networks, one of which is disconnected. */
@Tag("process")
class AgentNetworksTest {
  private static final int AGENTS = 3;
  private static final int CUT = 1;
  private static final int PORT = 7701;

  /** Long enough for the agents that stay connected, however busy this machine is. */
  private static final String LOST_AFTER = "10s";

  @TempDir private Path home;

  private static String members() {
    return IntStream.range(0, AGENTS)
        .mapToObj(index -> Networks.address(index) + ":" + PORT)
        .collect(Collectors.joining(","));
  }

  private Path secret() throws IOException {
    Path file = home.resolve("secret");
    Files.writeString(file, "a secret of the cluster's, random enough\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private List<ChildProcess> agents(Networks networks, HostPort target, Path secret) {
    List<ChildProcess> agents = new ArrayList<>();
    for (int i = 0; i < AGENTS; i++) {
      agents.add(
          ChildProcess.startBy(
              networks.pacer(i),
              home,
              AgentMain.class,
              "--name",
              "agent" + i,
              "--bind",
              Networks.address(i) + ":" + PORT,
              "--secret-file",
              secret,
              "--lost-after",
              LOST_AFTER,
              "--allow-target",
              target));
    }
    agents.forEach(agent -> assertTrue(agent.firstLine().contains("waits for work at 10.")));
    return agents;
  }

  private ChildProcess load(HostPort target, TestFiles files, Path secret) {
    return ChildProcess.start(
        home,
        LoadtestMain.class,
        "--agents",
        AGENTS,
        "--join",
        members(),
        "--secret-file",
        secret,
        "--agents-within",
        "5m",
        "--lost-after",
        LOST_AFTER,
        "--target",
        target,
        "--server-key",
        files.server().publicKey(KeyKind.RSA),
        "--clients",
        files.clients(),
        "-w",
        "0s",
        "-R",
        60,
        "-d",
        "10m",
        "-o",
        home.resolve("out"));
  }

  @Test
  void aDisconnectedAgentIsReportedMissingAndStops() throws IOException {
    assumeTrue(Networks.possible(home), "no network namespaces here; they need root and iproute2");
    TestFiles files = TestFiles.in(home);
    Path secret = secret();
    try (Networks networks = Networks.of(AGENTS, home);
        ChildProcess server =
            ChildProcess.start(
                home, ServeMain.class, files.folder(), "--listen", Networks.bridge() + ":0")) {
      HostPort target = HostPort.parse(server.firstLine().replace("listening on ", ""));
      List<ChildProcess> agents = agents(networks, target, secret);
      try (ChildProcess running = load(target, files, secret)) {
        eventually("it measures", () -> running.says("measuring    3 s"), running::errSoFar);
        networks.cut(CUT);
        eventually(
            "the one that is cut off stops by itself",
            () -> agents.get(CUT).says("waiting for the next run"),
            agents.get(CUT)::errSoFar);
        eventually(
            "it is missed", () -> running.says("is lost: no heartbeat for "), running::errSoFar);
        assertTrue(running.says("agent agent1 at "), running::errSoFar);
        running.interrupt();
        ChildProcess.End end = running.end();
        assertEquals(ExitCode.INTERRUPTED, end.exitCode(), end::toString);
        Run run = ReportFiles.read(home.resolve("out").resolve("report.json")).runs().get(0);
        assertTrue(
            end.out().contains("agent agent1, 33 % of the plan, is missing since second"),
            end::toString);
        assertTrue(
            run.agents().get(0).counts().established()
                > run.agents().get(CUT).counts().established(),
            end::toString);
      } finally {
        agents.forEach(ChildProcess::close);
      }
    }
  }
}
