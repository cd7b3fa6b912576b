package dev.kexbench.loadgen.database;

import dev.kexbench.core.crypto.Secrets;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A server's clients in a relational table {@code clients} with the columns of {@code clients.csv}:
 * {@code id} (32 hex digits), {@code root} (64 hex digits) and {@code name}. The whole table is
 * loaded into memory, so that no lookup waits for a database.
 */
public record JdbcClients(Database database) {
  private static final String QUERY = "SELECT id, root, name FROM clients ORDER BY id";

  /** Makes a driver that would buffer all rows fetch them in batches. */
  static final int ROWS_A_FETCH = 1_000;

  static final int QUERY_SECONDS = 60;

  /** Clients in the database of a URL, as {@link Database} has it. */
  JdbcClients(String url, Supplier<Optional<String>> password) {
    this(new Database(url, password));
  }

  /**
   * Reads all clients.
   *
   * @throws dev.kexbench.results.command.CommandFailure with exit code 2 if the database or a row
   *     cannot be read
   */
  public ClientTable read() {
    return database.transaction("read clients from", JdbcClients::read);
  }

  private static ClientTable read(Connection database) throws SQLException {
    try (Statement query = database.createStatement()) {
      query.setFetchSize(ROWS_A_FETCH);
      query.setQueryTimeout(QUERY_SECONDS);
      try (ResultSet rows = query.executeQuery(QUERY)) {
        return table(rows, new ArrayList<>());
      }
    }
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

  String url() {
    return database.url();
  }
}
