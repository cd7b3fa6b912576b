package dev.kexbench.loadgen.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.loadtest.FailIfTest;
import dev.kexbench.results.command.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code scripts/loadtest --agents} says of its agents. */
@Tag("process")
class AgentMessagesTest {
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

  private String address(String agent) {
    return here.shown(agent).replace(agent + " at ", "");
  }

  @Test
  void twoAgentsOfOneNameAreNamedWithTheirAddresses() {
    here.start(List.of("a"));
    String first = address("a");
    here.start(List.of("a"));
    String second = address("a");
    ChildProcess.End end = here.run(2, "-n", "20", "-c", "4");
    assertEquals(ExitCode.USAGE, end.exitCode(), end::toString);
    String line = "two agents are named a, at %s and %s; restart one of them with a --name";
    assertTrue(
        end.err().contains(line.formatted(first, second))
            || end.err().contains(line.formatted(second, first)),
        end::toString);
  }

  @Test
  void aRunStatesWhichAgentsItUses() {
    here.start(List.of("a"));
    ChildProcess.End end = here.run(1, "-n", "20", "-c", "4");
    end.assertDone();
    assertTrue(end.err().contains("agent a: "), end::toString);
    assertTrue(
        end.err().matches("(?s).*round trip [\\d.]+ (µs|ms|s), clock offset [+-].*"),
        end::toString);
  }

  @Test
  void conditionsHoldForTheRunOfAllAgents() {
    here.start(List.of("a"));
    ChildProcess.End end =
        here.run(1, "-n", "20", "-c", "4", "--fail-if", String.join(",", FailIfTest.HELD));
    end.assertEnded(ExitCode.WORSE);
    FailIfTest.assertAllHeld(here.report());
  }
}
