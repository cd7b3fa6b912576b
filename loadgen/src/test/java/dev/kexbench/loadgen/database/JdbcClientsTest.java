package dev.kexbench.loadgen.database;

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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients in an in-memory H2 database. */
class JdbcClientsTest {
  private static final ClientCredentials ALICE = TestExchange.CLIENTS.get(0);
  private static final ClientCredentials BOB = TestExchange.CLIENTS.get(1);

  private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";USER=sa";
  private Connection database;

  private static JdbcClients clients(String url) {
    return new JdbcClients(url, () -> Optional.of("sesame"));
  }

  @BeforeEach
  void open() throws SQLException {
    database = DriverManager.getConnection(url, "sa", "sesame");
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
    CommandFailure failure = assertThrows(CommandFailure.class, () -> clients(from).read());
    assertEquals(ExitCode.USAGE, failure.exitCode());
    assertTrue(failure.getMessage().contains(why), failure::getMessage);
    assertFalse(failure.getMessage().contains("sesame"), failure::getMessage);
    assertEquals(1, failure.getMessage().lines().count());
  }

  @Test
  void readsTheClientsInTheTable() throws SQLException {
    enrol(ALICE);
    enrol(BOB);
    ClientTable clients = clients(url).read();
    assertEquals(2, clients.size());
    assertArrayEquals(ALICE.root(), root(clients, ALICE));
    assertArrayEquals(BOB.root(), root(clients, BOB));
  }

  @Test
  void reloadsAddedAndRemovedClients() throws SQLException {
    enrol(ALICE);
    ReloadableClientTable clients = new ReloadableClientTable(() -> true, clients(url)::read);
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
    assertRefused("No suitable driver", "jdbc:nothing://u@host/db?user=u");
  }

  @Test
  void aWrongPasswordIsRefusedAndNotShown() {
    JdbcClients wrong = new JdbcClients(url, () -> Optional.of("open sesame"));
    String message = assertThrows(CommandFailure.class, wrong::read).getMessage();
    assertTrue(message.contains("Wrong user name or password"), message);
    assertFalse(message.contains("sesame"), message);
  }

  @Test
  void rootsAreWipedWhetherAllRowsCanBeReadOrNot() throws SQLException {
    enrol(ALICE);
    enrol(BOB);
    assertRootsAreWiped(2, false);
    execute("INSERT INTO clients VALUES ('" + "f".repeat(32) + "', 'no root', 'x')");
    assertRootsAreWiped(2, true);
    execute("DELETE FROM clients WHERE name = 'x'");
    enrol(BOB);
    assertRootsAreWiped(3, true);
  }

  private void assertRootsAreWiped(int read, boolean refused) throws SQLException {
    List<ClientCredentials> clients = new ArrayList<>();
    try (Statement query = database.createStatement();
        ResultSet rows = query.executeQuery("SELECT id, root, name FROM clients ORDER BY id")) {
      if (refused) {
        assertThrows(IllegalArgumentException.class, () -> JdbcClients.table(rows, clients));
      } else {
        assertEquals(read, JdbcClients.table(rows, clients).size());
      }
    }
    assertEquals(read, clients.size());
    clients.forEach(each -> assertArrayEquals(new byte[ClientTable.ROOT_BYTES], each.root()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://host/db?user=u&password=sesame",
        "jdbc:postgresql://host/db?user=u&PassWord=sesame",
        "jdbc:postgresql://host/db?user=u&p%61ssword=sesame",
        "jdbc:postgresql://host/db?sslpassword=sesame",
        "jdbc:postgresql://u:sesame@host/db",
        "jdbc:mysql://u:sesame@host:3306/db",
        "jdbc:mysql://address=(host=h)(password=sesame)/db",
        "jdbc:mysql://host/db?password1=sesame",
        "jdbc:sqlserver://host:1433;databaseName=d;password=sesame",
        "jdbc:sqlserver://host;pwd = sesame",
        "jdbc:h2:mem:x;USER=sa;PASSWORD=sesame",
        "jdbc:db2://host:50000/db:user=u;password=sesame;",
        "jdbc:oracle:thin:u/sesame@//host:1521/db",
        "jdbc:snowflake://host/?token=sesame",
        "jdbc:nothing:x%;password=sesame"
      })
  void aPasswordInTheUrlIsRefusedAndNotShown(String withPassword) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> clients(withPassword)).getMessage();
    assertTrue(message.contains("--clients-password-file"), message);
    assertFalse(message.contains("sesame"), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://host:5432/db?user=u&passfile=/etc/pgpass&ssl=true",
        "jdbc:postgresql://[::1]:5432,other:5433/db?user=u@host",
        "jdbc:postgresql:db",
        "jdbc:h2:mem:x;USER=sa;PASSWORD_HASH=TRUE",
        "jdbc:h2:tcp://host:9092/~/db",
        "jdbc:oracle:thin:@//host:1521/db",
        "jdbc:mysql://host:3306/db?user=u"
      })
  void aUrlWithoutAPasswordIsAccepted(String without) {
    assertEquals(without, clients(without).url());
  }

  @Test
  void aUrlOfNoDatabaseIsRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> clients("postgresql://u:sesame@host/db"))
            .getMessage();
    assertTrue(message.contains("expected a URL such as jdbc:"), message);
    assertFalse(message.contains("sesame"), message);
  }
}
