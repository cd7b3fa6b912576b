package dev.kexbench.loadgen.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.core.identity.ReloadableClientTable;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.results.command.CommandFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A database server that goes away, also in the middle of a query, and comes back. Public, because
 * the database calls it.
 */
@Timeout(300)
public class LostDatabaseTest {
  private static final ClientCredentials ALICE = TestExchange.CLIENTS.get(0);

  /** Counted down by a row of the table {@code clients} when it is read in {@link #held}. */
  private static volatile CountDownLatch reading;

  /** What that row waits for. */
  private static volatile CountDownLatch held;

  @TempDir private Path folder;
  private Server server;
  private String url;

  /** Called by the database for each row. */
  public static String pause(String name) throws InterruptedException {
    CountDownLatch until = held;
    if (until != null) {
      reading.countDown();
      until.await();
    }
    return name;
  }

  @BeforeEach
  void start() throws SQLException {
    server = serve("0");
    url = "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/" + folder.resolve("db") + ";USER=sa";
    try (Connection database = DriverManager.getConnection(url, "sa", "sesame");
        Statement statement = database.createStatement()) {
      statement.execute("CREATE ALIAS PAUSE FOR '" + LostDatabaseTest.class.getName() + ".pause'");
      statement.execute("CREATE TABLE rows (id CHAR(32), root CHAR(64), name VARCHAR(255))");
      statement.execute(
          "INSERT INTO rows VALUES ('%s', '%s', 'alice')"
              .formatted(ALICE.id(), HexFormat.of().formatHex(ALICE.root())));
      statement.execute("CREATE VIEW clients AS SELECT id, root, PAUSE(name) AS name FROM rows");
    }
  }

  @AfterEach
  void stop() {
    release();
    server.stop();
  }

  private static void release() {
    CountDownLatch waiting = held;
    held = null;
    if (waiting != null) {
      waiting.countDown();
    }
  }

  private static Server serve(String port) throws SQLException {
    return Server.createTcpServer("-tcpPort", port, "-ifNotExists").start();
  }

  private ReloadableClientTable open() {
    return new ReloadableClientTable(
        () -> true, new JdbcClients(url, () -> Optional.of("sesame"))::read);
  }

  private static void assertKnowsAlice(ReloadableClientTable clients) {
    assertTrue(clients.copyRoot(ALICE.id(), new byte[32]));
    assertEquals(1, clients.size());
  }

  @Test
  void betweenTwoQueries() throws SQLException {
    ReloadableClientTable clients = open();
    int port = server.getPort();
    server.stop();
    assertThrows(CommandFailure.class, clients::refresh);
    assertKnowsAlice(clients);
    server = serve(String.valueOf(port));
    assertFalse(clients.refresh(), "the same rows");
    assertKnowsAlice(clients);
  }

  @Test
  void duringAQuery() throws Exception {
    ReloadableClientTable clients = open();
    int port = server.getPort();
    reading = new CountDownLatch(1);
    held = new CountDownLatch(1);
    CompletableFuture<Boolean> refresh = CompletableFuture.supplyAsync(clients::refresh);
    reading.await();
    server.stop();
    CommandFailure failure =
        assertInstanceOf(
            CommandFailure.class, assertThrows(ExecutionException.class, refresh::get).getCause());
    assertTrue(failure.getMessage().startsWith("cannot read clients from jdbc:h2:"));
    assertKnowsAlice(clients);
    release();
    server = serve(String.valueOf(port));
    assertFalse(clients.refresh(), "the same rows");
    assertKnowsAlice(clients);
  }
}
