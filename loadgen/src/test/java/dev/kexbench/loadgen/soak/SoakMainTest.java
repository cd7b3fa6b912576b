package dev.kexbench.loadgen.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.loadgen.CommandHere;
import dev.kexbench.loadgen.fixture.ChildProcess;
import dev.kexbench.loadgen.fixture.Eventually;
import dev.kexbench.loadgen.fixture.FailedCommand;
import dev.kexbench.results.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/soak}, as short as possible; its verdict is not tested here. */
@Tag("process")
class SoakMainTest {
  @TempDir private Path home;

  @Test
  void refusesAnInvalidDuration() {
    FailedCommand.assertRefused(
        "--minutes must be more than 0", CommandHere.run(home, SoakMain::new, "--minutes", "0"));
  }

  @Test
  void anInterruptLeavesTheReportOfItsRunAndNoKeys() throws IOException {
    Object[] args = {"-o", home.resolve("out")};
    try (ChildProcess child = ChildProcess.start(home, SoakMain.class, args)) {
      Eventually.eventually("it warms up", () -> child.says("measuring    1 s"));
      child.interrupt();
      ChildProcess.End end = child.end();
      assertEquals(ExitCode.INTERRUPTED, end.exitCode(), end::toString);
    }
    assertTrue(Files.exists(home.resolve("out/warm-up/report.json")));
    try (var keys = Files.list(home.resolve("target/keys"))) {
      assertEquals(List.of(), keys.toList());
    }
  }
}
