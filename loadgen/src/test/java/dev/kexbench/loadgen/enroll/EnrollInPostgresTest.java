package dev.kexbench.loadgen.enroll;

import dev.kexbench.loadgen.fixture.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

/** Clients in PostgreSQL, which is started for the test. */
@Tag("process")
@Timeout(300)
class EnrollInPostgresTest extends DatabaseEnrolment {
  private static PostgresServer server;

  @BeforeAll
  static void start() {
    server = PostgresServer.start(PASSWORD);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void dropTheTable() throws SQLException {
    execute("DROP TABLE IF EXISTS clients");
  }

  @Override
  String url() {
    return server.url();
  }

  @Override
  Connection connect() throws SQLException {
    return server.connect();
  }
}
