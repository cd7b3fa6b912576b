package dev.kexbench.loadgen.command;

import dev.kexbench.results.command.Console;
import dev.kexbench.results.command.ExitCode;
import java.util.function.Function;

/** Runs a command that can be interrupted, for a {@code main} of one line. */
public final class Program {
  private Program() {}

  /**
   * Runs the command on the process's own streams, and returns the exit code for the process.
   *
   * @param interruptedCode the exit code after Ctrl-C or SIGTERM, unless the command's is worse
   * @param command makes the command, a picocli object, with its source of stop requests
   */
  public static int run(int interruptedCode, Function<Interrupt, Object> command, String... args) {
    Interrupt interrupt = Interrupt.install(interruptedCode);
    int code = ExitCode.INTERNAL;
    try {
      code = Console.run(command.apply(interrupt), args);
      return code;
    } finally {
      interrupt.done(code); // even after an error of the program itself, which then ends at once
    }
  }
}
