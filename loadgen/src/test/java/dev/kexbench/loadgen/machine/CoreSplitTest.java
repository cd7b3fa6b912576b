package dev.kexbench.loadgen.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.machine.AllowedCores;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoreSplitTest {
  @Test
  void takesTheCoresOfBothSides() {
    CoreSplit split = CoreSplit.of("0-3,8/4-7", true);
    assertEquals(Optional.of("0-3,8"), split.server());
    assertEquals(Optional.of("4-7"), split.client());
    assertEquals("0-3,8/4-7", split.label());
  }

  @Test
  void offMeansSharedCores() {
    CoreSplit split = CoreSplit.of("off", true);
    assertEquals(Optional.empty(), split.server());
    assertEquals(Optional.empty(), split.client());
    assertEquals("off", split.label());
  }

  @Test
  void autoDoesNotSplitForARemoteServer() {
    assertEquals("off", CoreSplit.of("auto", false).label());
  }

  @Test
  void autoSplitsIntoDisjointParts() {
    CoreSplit split = CoreSplit.of("auto", true);
    List<Integer> all = Affinity.cores();
    if (all.size() < 2 || !Affinity.available()) {
      assertEquals("off", split.label());
      return;
    }
    List<Integer> server = AllowedCores.parse(split.server().orElseThrow());
    List<Integer> client = AllowedCores.parse(split.client().orElseThrow());
    List<Integer> both = new ArrayList<>(server);
    both.addAll(client);
    assertEquals(all, both);
    assertTrue(server.size() >= client.size());
  }

  @Test
  void namesTheUnavailableCores() {
    CoreSplit split = CoreSplit.of("0-2/3", true);
    split.requireAmong(List.of(0, 1, 2, 3));
    CommandFailure failure =
        assertThrows(CommandFailure.class, () -> split.requireAmong(List.of(0, 1)));
    assertEquals(ExitCode.USAGE, failure.exitCode());
    assertTrue(failure.getMessage().contains("--cores 0-2/3: this process may not use core 2,3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "0", "0/", "/1", "0/1/2", "a/b", "0-/1", "0 /1"})
  void refusesAnythingElse(String option) {
    CommandFailure failure = assertThrows(CommandFailure.class, () -> CoreSplit.of(option, true));
    assertEquals(ExitCode.USAGE, failure.exitCode());
    assertTrue(failure.getMessage().contains("--cores"), failure.getMessage());
  }

  @Test
  void theClientHasAnEventLoopOnEachOfItsOwnCores() {
    assertEquals(16, CoreSplit.of("0-47/48-63", true).clientLoops());
    assertEquals(2, CoreSplit.of("0/1,3", true).clientLoops());
    int processors = Runtime.getRuntime().availableProcessors();
    assertEquals(Math.max(1, processors / 2), CoreSplit.of("off", true).clientLoops());
  }
}
