package dev.kexbench.loadgen.serve;

import dev.kexbench.core.identity.ReloadableClientTable;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.core.identity.ServerFolder;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.OnlyWith;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.command.Parsed;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The options for clients that are not in the server's folder. */
@OptionHeading("Clients")
final class TableOptions {
  /** How often a file is checked. */
  private static final Duration FILE_INTERVAL = Duration.ofSeconds(1);

  @Option(
      names = "--clients",
      paramLabel = "JDBC-URL",
      converter = Converter.class,
      description =
          "Database whose table clients (id, root, name) replaces the folder's clients.csv, such as"
              + " jdbc:postgresql://host/db?user=u (default: the file).")
  private JdbcClients database;

  @OnlyWith("--clients")
  @Option(
      names = "--clients-refresh",
      paramLabel = "D",
      defaultValue = "60s",
      description = "With --clients: how often to read them again.")
  private Duration refresh;

  static final class Converter extends Parsed<JdbcClients> {
    Converter() {
      super(JdbcClients::new);
    }
  }

  /** The table, read for the first time. */
  ReloadableClientTable open(ServerFolder folder, SecretFiles.Modes modes) {
    return database == null
        ? folder.openTable(modes)
        : new ReloadableClientTable(() -> true, database::read);
  }

  /** How often it is to be refreshed. */
  Duration interval() {
    if (refresh.isZero()) {
      throw new CommandFailure(ExitCode.USAGE, "--clients-refresh must be more than 0");
    }
    return database == null ? FILE_INTERVAL : refresh;
  }
}
