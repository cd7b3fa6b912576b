package dev.kexbench.loadgen.serve;

import dev.kexbench.core.identity.ReloadableClientTable;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.core.identity.ServerFolder;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.OnlyWith;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.command.Parsed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options for clients that are not in the server's folder. */
@OptionHeading("Clients")
final class TableOptions {
  /** The environment variable that may contain the database's password. */
  static final String PASSWORD_VARIABLE = "KEXBENCH_CLIENTS_PASSWORD";

  /** How often a file is checked. */
  private static final Duration FILE_INTERVAL = Duration.ofSeconds(1);

  @Option(
      names = "--clients",
      paramLabel = "JDBC-URL",
      converter = Converter.class,
      description =
          "Database whose table clients (id, root, name) replaces the folder's clients.csv, such as"
              + " jdbc:postgresql://host/db?user=u (default: the file).")
  private String database;

  @OnlyWith("--clients")
  @Option(
      names = "--clients-refresh",
      paramLabel = "D",
      defaultValue = "60s",
      description = "With --clients: how often to read them again.")
  private Duration refresh;

  @OnlyWith("--clients")
  @Option(
      names = "--clients-password-file",
      paramLabel = "FILE",
      description =
          "File with the database's password, else " + PASSWORD_VARIABLE + " (default: none).")
  private Path passwordFile;

  /** Refuses a URL that cannot be used; its text stays as it is. */
  static final class Converter extends Parsed<String> {
    Converter() {
      super(
          url -> {
            DatabaseUrl.check(url);
            return url;
          });
    }
  }

  /** The table, read for the first time. */
  ReloadableClientTable open(ServerFolder folder, SecretFiles.Modes modes) {
    return database == null
        ? folder.openTable(modes)
        : new ReloadableClientTable(
            () -> true, new JdbcClients(database, () -> password(modes))::read);
  }

  private Optional<String> password(SecretFiles.Modes modes) {
    return Optional.ofNullable(passwordFile)
        .map(file -> SecretFiles.readPassword(file, "database password", modes))
        .or(() -> Optional.ofNullable(System.getenv(PASSWORD_VARIABLE)))
        .filter(password -> !password.isEmpty());
  }

  /** How often it is to be refreshed. */
  Duration interval() {
    if (refresh.isZero()) {
      throw new CommandFailure(ExitCode.USAGE, "--clients-refresh must be more than 0");
    }
    return database == null ? FILE_INTERVAL : refresh;
  }
}
