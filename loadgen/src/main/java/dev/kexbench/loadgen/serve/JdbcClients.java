package dev.kexbench.loadgen.serve;

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

/**
 * A server's clients in a relational table {@code clients} with the columns of {@code clients.csv}:
 * {@code id} (32 hex digits), {@code root} (64 hex digits) and {@code name}. All of it is read at
 * once into the table that is served, so that no lookup ever waits for a database.
 */
record JdbcClients(String url) {
  private static final String QUERY = "SELECT id, root, name FROM clients ORDER BY id";

  /** So that a driver which would hold all rows at once fetches them in parts. */
  private static final int ROWS_A_FETCH = 1_000;

  private static final int LOGIN_SECONDS = 10;
  private static final int QUERY_SECONDS = 60;

  /**
   * Checks that it is the URL of a database.
   *
   * @throws IllegalArgumentException if it is not
   */
  JdbcClients {
    if (!url.startsWith("jdbc:")) {
      throw new IllegalArgumentException(
          "expected a URL such as jdbc:postgresql://host/database?user=kexbench");
    }
  }

  /**
   * Reads all clients.
   *
   * @throws CommandFailure with exit code 2 if the database or a row cannot be read
   */
  ClientTable read() {
    DriverManager.setLoginTimeout(LOGIN_SECONDS);
    try (Connection database = DriverManager.getConnection(url)) {
      database.setAutoCommit(false); // PostgreSQL's driver fetches in parts only then
      try (Statement query = database.createStatement()) {
        query.setFetchSize(ROWS_A_FETCH);
        query.setQueryTimeout(QUERY_SECONDS);
        try (ResultSet rows = query.executeQuery(QUERY)) {
          return ClientTable.of(clients(rows));
        }
      }
    } catch (SQLException e) {
      throw unreadable(String.valueOf(e.getMessage()).replace(url, shown()), e);
    } catch (IllegalArgumentException e) {
      throw unreadable(e.getMessage(), e);
    }
  }

  private static List<ClientCredentials> clients(ResultSet rows) throws SQLException {
    List<ClientCredentials> clients = new ArrayList<>();
    while (rows.next()) {
      clients.add(client(rows, clients.size() + 1));
    }
    return clients;
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
          "row " + number + " by id is no client's: 32 and 64 hex digits expected", e);
    }
  }

  private CommandFailure unreadable(String why, Exception cause) {
    return new CommandFailure(
        ExitCode.USAGE,
        String.format(
            "cannot read clients from %s: %s; check --clients, its driver and its table clients with"
                + " the columns id, root and name",
            shown(), why),
        cause);
  }

  /** Which kind of database: where a password stands in the rest is every driver's own matter. */
  private String shown() {
    return url.replaceFirst("^(jdbc:[A-Za-z0-9]*).*", "$1:…");
  }

  @Override
  public String toString() {
    return shown();
  }
}
