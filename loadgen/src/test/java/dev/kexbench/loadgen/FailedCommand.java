package dev.kexbench.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.results.command.ExitCode;
import java.nio.file.Path;

/** A command that ends as wrong usage does: exit code 2, and one line that says why. */
final class FailedCommand {
  private FailedCommand() {}

  static void assertRefused(String why, Path home, Class<?> main, Object... args) {
    assertRefused(why, Child.run(home, main, args));
  }

  /** The same of a command that has ended. */
  static void assertRefused(String why, Child.End end) {
    assertEquals(ExitCode.USAGE, end.exitCode(), end::toString);
    assertEquals("", end.out());
    assertEquals(1, end.err().lines().count(), end::toString);
    assertTrue(end.err().contains(why), end::toString);
  }
}
