package dev.kexbench.loadgen.enroll;

import dev.kexbench.core.identity.ClientRegister;
import dev.kexbench.loadgen.database.DatabaseOptions;
import picocli.CommandLine.Mixin;

/** What the subcommands of {@code scripts/enroll} that use the table of clients share. */
abstract class EnrollClients extends EnrollSubcommand {
  @Mixin private DatabaseOptions database;

  /** The table of the folder, unless a database was named. */
  final ClientStore clients() {
    return database
        .database(modes())
        .<ClientStore>map(ClientStore.InDatabase::new)
        .orElseGet(() -> new ClientStore.InFile(new ClientRegister(folder().table(), modes())));
  }
}
