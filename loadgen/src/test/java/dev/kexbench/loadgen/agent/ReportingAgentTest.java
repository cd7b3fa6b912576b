package dev.kexbench.loadgen.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.loadgen.cluster.Agent;
import dev.kexbench.loadgen.cluster.PhaseSpec;
import dev.kexbench.loadgen.cluster.PromptAgent;
import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.loadgen.run.RunSpec;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent whose own copy of its results cannot always be written. */
class ReportingAgentTest {
  private static final int HANDSHAKES = 5;

  /** A file that is always full. */
  private static final Path FULL = Path.of("/dev/full");

  @TempDir private Path home;

  private final RunSpec spec = AgentOptions.of(Map.of("rate", "max")).part("a run", 0, 1);
  private final List<String> notices = new ArrayList<>();

  /** The coordinator's end: counts what it receives. */
  private static final class Received implements Agent.Listener {
    private long established;
    private boolean over;

    @Override
    public void interval(Interval interval) {
      established = interval.counts().established();
    }

    @Override
    public void over() {
      over = true;
    }
  }

  /** Runs a phase, whose results must reach the coordinator. */
  private void run(Path folder) {
    ReportingAgent.Copy copy =
        new ReportingAgent.Copy(folder, spec, List.of("127.0.0.1:1"), notices::add);
    Agent working = new PromptAgent(spec.load().plan(), HANDSHAKES, () -> {});
    try (ReportingAgent agent = new ReportingAgent(working, copy)) {
      Received received = new Received();
      agent.begin(new PhaseSpec(spec.load().plan(), false, false, PhaseSpec.NOW), received);
      assertEquals(HANDSHAKES, received.established);
      assertTrue(received.over);
      assertTrue(agent.end(Duration.ZERO).isPresent());
    }
  }

  private void assertSays(int times, String what) {
    assertEquals(times, notices.size(), notices::toString);
    assertTrue(notices.get(0).contains(what), notices::toString);
    assertTrue(notices.get(0).endsWith("; the coordinator still receives them"), notices::toString);
  }

  private static long established(Path folder) {
    LoadReport report = ReportFiles.read(folder.resolve("report.json"));
    return report.runs().get(0).counts().established();
  }

  @Test
  void keepsItsResults() {
    run(home);
    assertEquals(List.of(), notices);
    assertEquals(HANDSHAKES, established(home));
  }

  @Test
  void aFullDiskCostsOnlyTheCopy() throws IOException {
    assumeTrue(Files.isWritable(FULL), "there is no /dev/full here");
    Path log = Files.createSymbolicLink(home.resolve("latency.hlog"), FULL);
    Files.createSymbolicLink(home.resolve("report.json.partial"), FULL);
    run(home);
    assertSays(2, "cannot write " + log + ": No space left on device");
    assertTrue(notices.get(1).contains("report.json: No space left on device"), notices::toString);
    assertEquals(List.of(log), ReportFiles.list(home), "no part of the report");
  }

  @Test
  void aFullLogDoesNotCostTheReport() throws IOException {
    assumeTrue(Files.isWritable(FULL), "there is no /dev/full here");
    Files.createSymbolicLink(home.resolve("latency.hlog"), FULL);
    run(home);
    assertSays(1, "No space left on device");
    assertEquals(HANDSHAKES, established(home));
  }

  @Test
  void aFolderThatCannotBeMadeCostsOnlyTheCopy() throws IOException {
    Path file = Files.createFile(home.resolve("runs"));
    run(file.resolve("a run"));
    assertSays(2, file.resolve("a run").toString());
  }
}
