package dev.kexbench.results.command;

import java.util.Objects;

/**
 * The end of a command that the user can do something about: an exit code and one line that says
 * what, where, and what to do.
 */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /** Line breaks within {@code line} become spaces. */
  public CommandFailure(int exitCode, String line) {
    this(exitCode, line, null);
  }

  /** The same, keeping what caused it for a stack trace; {@code cause} may be null. */
  public CommandFailure(int exitCode, String line, Throwable cause) {
    super(OneLine.of(Objects.requireNonNull(line, "line")), cause);
    this.exitCode = exitCode;
  }

  /** One of {@link ExitCode}'s constants. */
  public int exitCode() {
    return exitCode;
  }
}
