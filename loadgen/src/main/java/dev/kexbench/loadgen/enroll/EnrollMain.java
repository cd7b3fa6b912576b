package dev.kexbench.loadgen.enroll;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Help;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code scripts/enroll}: creates a server's keys and manages its clients. */
@Command(
    name = "scripts/enroll",
    description = {"Creates a server's keys and manages its clients.", ""},
    subcommands = {
      EnrollInit.class,
      EnrollAdd.class,
      EnrollMain.Remove.class,
      EnrollMain.ListClients.class
    },
    footer = {
      "",
      "Example: keys, one client, and their server",
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
        ExitCode.USAGE,
        "missing subcommand: init, add, remove or list; try 'scripts/enroll --help'");
  }

  /** {@code scripts/enroll remove}: removes a client from a server's table. */
  @Command(
      name = "remove",
      description = {"Removes a client from a server's table.", ""},
      footer = {"", "Example:", "  scripts/enroll remove keys/ alice"})
  static final class Remove extends EnrollClients {
    @Parameters(
        index = "1",
        paramLabel = "NAME",
        converter = ClientName.Converter.class,
        description = "The client's name.")
    private ClientName name;

    @Override
    void run(PrintWriter out) {
      ClientStore clients = clients();
      clients.remove(name.text());
      out.printf("removed %s from %s%n", name, clients);
    }
  }

  /** {@code scripts/enroll list}: lists the clients in a server's table. */
  @Command(
      name = "list",
      description = {"Prints the id and name of every client, but no secrets.", ""},
      footer = {"", "Example:", "  scripts/enroll list keys/"})
  static final class ListClients extends EnrollClients {
    @Override
    void run(PrintWriter out) {
      clients()
          .forEach(
              (id, name) -> out.println((id + " " + name.replaceAll("\\p{Cntrl}", "?")).strip()));
    }
  }
}
