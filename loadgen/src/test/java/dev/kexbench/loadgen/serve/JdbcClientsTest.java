package dev.kexbench.loadgen.serve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.ReloadableClientTable;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients in an in-memory H2 database. */
class JdbcClientsTest {
  private static final ClientCredentials ALICE = TestExchange.CLIENTS.get(0);
  private static final ClientCredentials BOB = TestExchange.CLIENTS.get(1);

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";USER=sa;PASSWORD=sesame";
  private Connection database;

  @BeforeEach
  void open() throws SQLException {
    database = DriverManager.getConnection(url);
    execute("CREATE TABLE clients (id CHAR(32), root CHAR(64), name VARCHAR(255))");
  }

  @AfterEach
  void close() throws SQLException {
    database.close();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private void enrol(ClientCredentials client) throws SQLException {
    String root = HexFormat.of().formatHex(client.root());
    execute("INSERT INTO clients VALUES ('%s', '%s', NULL)".formatted(client.id(), root));
  }

  private static byte[] root(ClientTable clients, ClientCredentials of) {
    byte[] root = new byte[ClientTable.ROOT_BYTES];
    assertTrue(clients.copyRoot(of.id(), root), "is known");
    return root;
  }

  private void assertRefused(String why, String from) {
    CommandFailure failure = assertThrows(CommandFailure.class, () -> new JdbcClients(from).read());
    assertEquals(ExitCode.USAGE, failure.exitCode());
    assertTrue(failure.getMessage().contains(why), failure::getMessage);
    assertFalse(failure.getMessage().contains("sesame"), failure::getMessage);
    assertEquals(1, failure.getMessage().lines().count());
  }

  @Test
  void readsTheClientsInTheTable() throws SQLException {
    enrol(ALICE);
    enrol(BOB);
    ClientTable clients = new JdbcClients(url).read();
    assertEquals(2, clients.size());
    assertArrayEquals(ALICE.root(), root(clients, ALICE));
    assertArrayEquals(BOB.root(), root(clients, BOB));
  }

  @Test
  void reloadsAddedAndRemovedClients() throws SQLException {
    enrol(ALICE);
    ReloadableClientTable clients =
        new ReloadableClientTable(() -> true, new JdbcClients(url)::read);
    assertFalse(clients.refresh(), "nothing has changed");
    enrol(BOB);
    execute("DELETE FROM clients WHERE id = '" + ALICE.id() + "'");
    assertTrue(clients.refresh());
    assertEquals(1, clients.size());
    assertArrayEquals(BOB.root(), root(clients, BOB));
    execute("DROP TABLE clients");
    assertThrows(CommandFailure.class, clients::refresh);
    assertArrayEquals(BOB.root(), root(clients, BOB));
  }

  @Test
  void anInvalidRowIsRefusedByItsNumberAndNotShown() throws SQLException {
    execute("INSERT INTO clients VALUES ('%s', 'sesame', 'x')".formatted(ALICE.id()));
    assertRefused("row 1 by id is not a client", url);
  }

  @Test
  void aDuplicateClientIsRefused() throws SQLException {
    enrol(ALICE);
    enrol(ALICE);
    assertRefused("occurs twice", url);
  }

  @Test
  void aMissingTableAndAMissingDriverAreRefusedWithoutThePassword() throws SQLException {
    execute("DROP TABLE clients");
    assertRefused("cannot read clients from jdbc:h2:…: ", url);
    assertRefused("No suitable driver", "jdbc:nothing://u:sesame@host/db?password=sesame");
    assertRefused("No suitable driver", "jdbc:nothing:thin:u/sesame@//host/db");
  }

  @Test
  void aUrlOfNoDatabaseIsRefused() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> new JdbcClients("postgresql://u:sesame@host/db"))
            .getMessage();
    assertTrue(message.contains("expected a URL such as jdbc:"), message);
    assertFalse(message.contains("sesame"), message);
  }
}
