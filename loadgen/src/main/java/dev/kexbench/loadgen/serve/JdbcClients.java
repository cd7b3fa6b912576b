package dev.kexbench.loadgen.serve;

import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server's clients in a relational table {@code clients} with the columns of {@code clients.csv}:
 * {@code id} (32 hex digits), {@code root} (64 hex digits) and {@code name}. The whole table is
 * loaded into memory, so that no lookup waits for a database.
 *
 * @param url contains no password
 * @param password asked for at every connection, so that it can change; empty if none is needed
 */
record JdbcClients(String url, Supplier<Optional<String>> password) {
  private static final String QUERY = "SELECT id, root, name FROM clients ORDER BY id";

  /** Makes a driver that would buffer all rows fetch them in batches. */
  private static final int ROWS_A_FETCH = 1_000;

  private static final int LOGIN_SECONDS = 10;
  private static final int QUERY_SECONDS = 60;

  /** Longer than a query may take: it ends only what has lost its database. */
  private static final int NETWORK_MILLIS = 90_000;

  private static final Logger LOG = LoggerFactory.getLogger(JdbcClients.class);

  /**
   * Checks that the URL is one of a database, and contains no password.
   *
   * @throws IllegalArgumentException if it is not
   */
  JdbcClients {
    DatabaseUrl.check(url);
  }

  /**
   * Reads all clients.
   *
   * @throws CommandFailure with exit code 2 if the database or a row cannot be read
   */
  ClientTable read() {
    DriverManager.setLoginTimeout(LOGIN_SECONDS);
    try (Connection database = DriverManager.getConnection(url, properties())) {
      limitWaiting(database);
      database.setAutoCommit(false); // PostgreSQL's driver fetches in batches only without it
      try (Statement query = database.createStatement()) {
        query.setFetchSize(ROWS_A_FETCH);
        query.setQueryTimeout(QUERY_SECONDS);
        try (ResultSet rows = query.executeQuery(QUERY)) {
          return table(rows, new ArrayList<>());
        }
      }
    } catch (SQLException e) {
      throw unreadable(String.valueOf(e.getMessage()).replace(url, shown()), e);
    } catch (IllegalArgumentException e) {
      throw unreadable(e.getMessage(), e);
    }
  }

  /** A database that vanishes without closing its connection would be waited for without end. */
  private static void limitWaiting(Connection database) {
    try {
      database.setNetworkTimeout(Runnable::run, NETWORK_MILLIS);
    } catch (SQLException | AbstractMethodError e) {
      LOG.debug("the driver has no network timeout", e);
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    password.get().ifPresent(each -> properties.setProperty("password", each));
    return properties;
  }

  /**
   * The rows as a table.
   *
   * @param clients receives them on the way; their roots are wiped, whether all can be read or not
   */
  static ClientTable table(ResultSet rows, List<ClientCredentials> clients) throws SQLException {
    try {
      while (rows.next()) {
        clients.add(client(rows, clients.size() + 1));
      }
      return ClientTable.of(clients);
    } finally {
      clients.forEach(client -> Secrets.wipe(client.root()));
    }
  }

  private static ClientCredentials client(ResultSet row, int number) throws SQLException {
    try {
      String name = row.getString("name");
      return new ClientCredentials(
          ClientId.fromHex(String.valueOf(row.getString("id")).strip()),
          HexFormat.of().parseHex(String.valueOf(row.getString("root")).strip()),
          Optional.empty(),
          name == null ? "" : name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "row " + number + " by id is not a client: expected 32 and 64 hex digits", e);
    }
  }

  private CommandFailure unreadable(String why, Exception cause) {
    return new CommandFailure(
        ExitCode.USAGE,
        String.format(
            "cannot read clients from %s: %s; check --clients, its driver and its table clients"
                + " with the columns id, root and name",
            shown(), why),
        cause);
  }

  /** Shows only the kind of database: the rest may hold a password, in a driver's own syntax. */
  private String shown() {
    return url.replaceFirst("^(jdbc:[A-Za-z0-9]*).*", "$1:…");
  }

  @Override
  public String toString() {
    return shown();
  }
}
