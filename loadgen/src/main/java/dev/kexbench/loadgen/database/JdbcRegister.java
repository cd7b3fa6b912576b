package dev.kexbench.loadgen.database;

import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientId;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The table of {@link JdbcClients}, which is created, and to which clients are added and from which
 * they are removed. Every change is one transaction.
 */
public record JdbcRegister(Database database) {
  /** The table, in the words of any database. The names are of at most 255 bytes. */
  static final String TABLE =
      "CREATE TABLE clients (id VARCHAR(32) NOT NULL PRIMARY KEY, root VARCHAR(64) NOT NULL,"
          + " name VARCHAR(255) NOT NULL)";

  /** How many rows are sent, or asked for, at a time. */
  private static final int ROWS = 500;

  /**
   * Checks that these names can be enrolled; a missing table has no clients.
   *
   * @throws CommandFailure with exit code 2 if one of their ids is in the table, or occurs twice
   */
  public void requireFree(List<String> names) {
    Set<ClientId> wanted = new HashSet<>();
    for (String name : names) {
      if (!wanted.add(ClientId.ofName(name))) {
        throw new CommandFailure(
            ExitCode.USAGE, "the client '%s' is named twice; name it once".formatted(name));
      }
    }
    database.transaction(
        "read clients from",
        connection -> {
          if (exists(connection)) {
            requireFree(connection, List.copyOf(wanted));
          }
          return null;
        });
  }

  /**
   * Adds clients, and creates the table if there is none.
   *
   * @throws CommandFailure with exit code 2 if one of their ids is in the table; nothing is then
   *     added
   */
  public void add(List<ClientCredentials> clients) {
    createIfMissing();
    database.transaction(
        "add clients to",
        connection -> {
          List<ClientId> ids = clients.stream().map(ClientCredentials::id).toList();
          requireFree(connection, ids);
          try {
            insert(connection, clients);
          } catch (SQLException refused) {
            connection.rollback();
            requireFree(connection, ids); // which another process may have added since
            throw refused;
          }
          return null;
        });
  }

  private void createIfMissing() {
    database.transaction(
        "create the table clients in",
        connection -> {
          if (!exists(connection)) {
            create(connection);
          }
          return null;
        });
  }

  /** Another process may create it at the same time. */
  private static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
    } catch (SQLException refused) {
      connection.rollback();
      if (!exists(connection)) {
        throw refused;
      }
    }
  }

  /** Whether the table can be read; any other reason than that it is missing shows on creation. */
  private static boolean exists(Connection connection) throws SQLException {
    try (Statement query = connection.createStatement()) {
      query.setQueryTimeout(JdbcClients.QUERY_SECONDS);
      query.executeQuery("SELECT id, root, name FROM clients WHERE 1 = 0").close();
      return true;
    } catch (SQLException missing) {
      connection.rollback();
      return false;
    }
  }

  private void requireFree(Connection connection, List<ClientId> ids) throws SQLException {
    Map<String, String> taken = new TreeMap<>();
    for (int from = 0; from < ids.size(); from += ROWS) {
      List<ClientId> some = ids.subList(from, Math.min(ids.size(), from + ROWS));
      String marks = String.join(", ", Collections.nCopies(some.size(), "?"));
      try (PreparedStatement query =
          connection.prepareStatement("SELECT id, name FROM clients WHERE id IN (" + marks + ")")) {
        for (int at = 0; at < some.size(); at++) {
          query.setString(at + 1, some.get(at).toString());
        }
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            taken.put(rows.getString(1).strip(), String.valueOf(rows.getString(2)));
          }
        }
      }
    }
    if (!taken.isEmpty()) {
      throw taken(taken);
    }
  }

  private CommandFailure taken(Map<String, String> taken) {
    Map.Entry<String, String> first = taken.entrySet().iterator().next();
    String more = taken.size() == 1 ? "" : " (and %,d more)".formatted(taken.size() - 1);
    return new CommandFailure(
        ExitCode.USAGE,
        "the id %s of '%s' is taken in %s%s; remove that client first, or choose another name"
            .formatted(first.getKey(), first.getValue(), database, more));
  }

  private static void insert(Connection connection, List<ClientCredentials> clients)
      throws SQLException {
    try (PreparedStatement insertion =
        connection.prepareStatement("INSERT INTO clients (id, root, name) VALUES (?, ?, ?)")) {
      int waiting = 0;
      for (ClientCredentials client : clients) {
        insertion.setString(1, client.id().toString());
        insertion.setString(2, HexFormat.of().formatHex(client.root()));
        insertion.setString(3, client.name());
        insertion.addBatch();
        if (++waiting == ROWS) {
          insertion.executeBatch();
          waiting = 0;
        }
      }
      insertion.executeBatch();
    }
  }

  /**
   * Removes the client with the id of this name or, if there is none, the client whose row has this
   * name.
   *
   * @throws CommandFailure with exit code 2 if there is no such client, or several rows have the
   *     name
   */
  public void remove(String name) {
    database.transaction(
        "remove a client from",
        connection -> {
          if (delete(connection, "id", ClientId.ofName(name).toString()) == 0) {
            int rows = delete(connection, "name", name);
            if (rows != 1) {
              throw new CommandFailure(
                  ExitCode.USAGE,
                  "%d clients in %s are called '%s'".formatted(rows, database, name));
            }
          }
          return null;
        });
  }

  private static int delete(Connection connection, String column, String value)
      throws SQLException {
    try (PreparedStatement deletion =
        connection.prepareStatement("DELETE FROM clients WHERE " + column + " = ?")) {
      deletion.setString(1, value);
      return deletion.executeUpdate();
    }
  }

  /** Passes on every client's id and name, by id; the name may be empty. */
  public void forEach(BiConsumer<ClientId, String> to) {
    database.transaction(
        "read clients from",
        connection -> {
          try (Statement query = connection.createStatement()) {
            query.setFetchSize(JdbcClients.ROWS_A_FETCH);
            query.setQueryTimeout(JdbcClients.QUERY_SECONDS);
            try (ResultSet rows = query.executeQuery("SELECT id, name FROM clients ORDER BY id")) {
              while (rows.next()) {
                String name = rows.getString(2);
                to.accept(
                    ClientId.fromHex(String.valueOf(rows.getString(1)).strip()),
                    name == null ? "" : name);
              }
            }
          }
          return null;
        });
  }
}
