package dev.kexbench.core.identity;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.function.Executable;

/** Assertions about files that cannot be used. */
final class ExpectedFailure {
  private ExpectedFailure() {}

  /**
   * Asserts that the read fails with a one-line message that contains all these parts, and no name
   * of a library's class.
   *
   * @return the message
   */
  static String assertSays(Executable read, Object... parts) {
    String message = assertThrows(IdentityFileException.class, read).getMessage();
    assertFalse(message.contains("\n"), message);
    for (Object part : parts) {
      assertTrue(message.contains(part.toString()), () -> message + " lacks " + part);
    }
    assertFalse(message.contains("bouncycastle"), message);
    return message;
  }
}
