package dev.kexbench.loadgen.enroll;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code scripts/enroll remove}: removes a client from a server's table. */
@Command(
    name = "remove",
    description = {"Removes a client from a server's table.", ""},
    footer = {"", "Example:", "  scripts/enroll remove keys/ alice"})
final class EnrollRemove extends EnrollSubcommand {
  @Parameters(
      index = "1",
      paramLabel = "NAME",
      converter = ClientName.Converter.class,
      description = "The client's name.")
  private ClientName name;

  @Override
  void run(PrintWriter out) {
    register().remove(name.text());
    out.printf("removed %s from %s%n", name, folder().table());
  }
}
