package dev.kexbench.loadgen.enroll;

import static dev.kexbench.loadgen.fixture.Eventually.PATIENCE;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Clients in an in-memory H2 database. */
class EnrollInH2Test extends DatabaseEnrolment {
  /** Processes that add at the same time wait for each other, on a busy machine for long. */
  private final String url =
      "jdbc:h2:mem:" + UUID.randomUUID() + ";USER=sa;LOCK_TIMEOUT=" + PATIENCE.toMillis();

  /** The database exists as long as there is a connection. */
  private Connection kept;

  @BeforeEach
  void open() throws SQLException {
    kept = connect();
  }

  @AfterEach
  void close() throws SQLException {
    kept.close();
  }

  @Override
  String url() {
    return url;
  }

  @Override
  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, "sa", PASSWORD);
  }
}
