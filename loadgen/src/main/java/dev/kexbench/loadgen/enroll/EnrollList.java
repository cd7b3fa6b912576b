package dev.kexbench.loadgen.enroll;

import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** {@code scripts/enroll list}: lists the clients in a server's table. */
@Command(
    name = "list",
    description = {"Prints id and name of every client, and no secret.", ""},
    footer = {"", "Example:", "  scripts/enroll list keys/"})
final class EnrollList extends EnrollSubcommand {
  @Override
  void run(PrintWriter out) {
    register()
        .forEach(
            (id, name) -> out.println((id + " " + name.replaceAll("\\p{Cntrl}", "?")).strip()));
  }
}
