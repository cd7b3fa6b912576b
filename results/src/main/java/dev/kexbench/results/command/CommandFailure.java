package dev.kexbench.results.command;

import java.util.Objects;

/**
 * Ends a command because of an error that the user can correct: an exit code and one line that
 * states what is wrong, where, and what to do.
 */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /** A failure with this exit code and line; line breaks within {@code line} become spaces. */
  public CommandFailure(int exitCode, String line) {
    this(exitCode, line, null);
  }

  /** A failure that keeps its cause for the stack trace; {@code cause} may be null. */
  public CommandFailure(int exitCode, String line, Throwable cause) {
    super(OneLine.of(Objects.requireNonNull(line, "line")), cause);
    this.exitCode = exitCode;
  }

  /** One of {@link ExitCode}'s constants. */
  public int exitCode() {
    return exitCode;
  }
}
