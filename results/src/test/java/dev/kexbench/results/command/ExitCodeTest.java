package dev.kexbench.results.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ExitCodeTest {
  @Test
  void letsTheGravestWin() {
    int[] gravestFirst = {2, 130, 3, 5, 1, 4, 0};
    for (int graver = 0; graver < gravestFirst.length; graver++) {
      for (int other = graver; other < gravestFirst.length; other++) {
        assertEquals(
            gravestFirst[graver], ExitCode.worst(gravestFirst[other], gravestFirst[graver]));
      }
    }
  }

  @Test
  void isFineWhenNothingHolds() {
    assertEquals(ExitCode.FINE, ExitCode.worst());
  }

  @Test
  void refusesACodeThatNobodyKnows() {
    assertThrows(IllegalArgumentException.class, () -> ExitCode.worst(0, 42));
  }

  @Test
  void keepsAFailureOnOneLine() {
    CommandFailure failure =
        new CommandFailure(ExitCode.USAGE, "cannot read\n  it;\tgive another ");
    assertEquals("cannot read it; give another", failure.getMessage());
    assertEquals(ExitCode.USAGE, failure.exitCode());
  }
}
