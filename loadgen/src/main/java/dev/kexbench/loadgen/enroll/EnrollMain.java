package dev.kexbench.loadgen.enroll;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Help;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code scripts/enroll}: creates a server's keys and manages its clients. */
@Command(
    name = "scripts/enroll",
    description = {"Makes a server's keys and keeps its table of clients.", ""},
    subcommands = {EnrollInit.class, EnrollAdd.class, EnrollRemove.class, EnrollList.class},
    footer = {
      "",
      "Example: keys, one client, and a server that knows it",
      "  scripts/enroll init keys/",
      "  scripts/enroll add keys/ alice",
      "  scripts/serve keys/"
    })
public final class EnrollMain implements Callable<Integer> {
  @Mixin private Help help;

  /** Runs the command; the process exits with its exit code. */
  public static void main(String[] args) {
    System.exit(Console.run(new EnrollMain(), args));
  }

  @Override
  public Integer call() {
    throw new CommandFailure(
        ExitCode.USAGE, "say init, add, remove or list; try 'scripts/enroll --help'");
  }
}
