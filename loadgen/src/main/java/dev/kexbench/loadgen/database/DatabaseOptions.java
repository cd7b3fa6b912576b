package dev.kexbench.loadgen.database;

import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.results.command.OnlyWith;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.command.Parsed;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options for clients in a database instead of the server's folder, as a picocli mixin. */
@OptionHeading("Clients")
public final class DatabaseOptions {
  /** The environment variable that may contain the database's password. */
  static final String PASSWORD_VARIABLE = "KEXBENCH_CLIENTS_PASSWORD";

  @Option(
      names = "--clients",
      paramLabel = "JDBC-URL",
      converter = Converter.class,
      description =
          "Database whose table clients (id, root, name) replaces the folder's clients.csv, such as"
              + " jdbc:postgresql://host/db?user=u (default: the file).")
  private String url;

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

  /** The database, whose password is read at every connection; empty if there is none. */
  public Optional<Database> database(SecretFiles.Modes modes) {
    return Optional.ofNullable(url).map(each -> new Database(each, () -> password(modes)));
  }

  /** Whether there is one. */
  public boolean isGiven() {
    return url != null;
  }

  private Optional<String> password(SecretFiles.Modes modes) {
    return Optional.ofNullable(passwordFile)
        .map(file -> SecretFiles.readPassword(file, "database password", modes))
        .or(() -> Optional.ofNullable(System.getenv(PASSWORD_VARIABLE)))
        .filter(password -> !password.isEmpty());
  }
}
