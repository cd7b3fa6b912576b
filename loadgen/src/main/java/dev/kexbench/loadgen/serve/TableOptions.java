package dev.kexbench.loadgen.serve;

import dev.kexbench.core.identity.ReloadableClientTable;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.core.identity.ServerFolder;
import dev.kexbench.loadgen.database.DatabaseOptions;
import dev.kexbench.loadgen.database.JdbcClients;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.OnlyWith;
import dev.kexbench.results.command.OptionHeading;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for clients that are not in the server's folder. */
@OptionHeading("Clients")
final class TableOptions {
  /** How often a file is checked. */
  private static final Duration FILE_INTERVAL = Duration.ofSeconds(1);

  @Mixin private DatabaseOptions database;

  @OnlyWith("--clients")
  @Option(
      names = "--clients-refresh",
      paramLabel = "D",
      defaultValue = "60s",
      description = "With --clients: how often to read them again.")
  private Duration refresh;

  /** The table, read for the first time. */
  ReloadableClientTable open(ServerFolder folder, SecretFiles.Modes modes) {
    return database
        .database(modes)
        .map(JdbcClients::new)
        .map(clients -> new ReloadableClientTable(() -> true, clients::read))
        .orElseGet(() -> folder.openTable(modes));
  }

  /** How often it is to be refreshed. */
  Duration interval() {
    if (refresh.isZero()) {
      throw new CommandFailure(ExitCode.USAGE, "--clients-refresh must be more than 0");
    }
    return database.isGiven() ? refresh : FILE_INTERVAL;
  }
}
