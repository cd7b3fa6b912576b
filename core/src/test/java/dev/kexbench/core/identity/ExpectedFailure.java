package dev.kexbench.core.identity;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** What is expected of a file that can not be used. */
final class ExpectedFailure {
  private ExpectedFailure() {}

  /** The read fails with one line that holds all these parts. */
  static void assertSays(Executable read, Object... parts) {
    String message = assertThrows(IdentityFileException.class, read).getMessage();
    assertFalse(message.contains("\n"), message);
    for (Object part : parts) {
      assertTrue(message.contains(part.toString()), () -> message + " lacks " + part);
    }
  }
}
