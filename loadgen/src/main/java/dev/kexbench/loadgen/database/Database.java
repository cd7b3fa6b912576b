package dev.kexbench.loadgen.database;

import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A relational database. No message or log contains more of its URL than the kind of database, nor
 * its password, nor a client's secret.
 *
 * @param url contains no password
 * @param password asked for at every connection, so that it can change; empty if none is needed
 */
public record Database(String url, Supplier<Optional<String>> password) {
  private static final int LOGIN_SECONDS = 10;

  /** Longer than a query may take: it ends only what has lost its database. */
  private static final int NETWORK_MILLIS = 90_000;

  /** Drivers quote rows of which an insertion failed: a root is longer than an id. */
  private static final String ROOT = "(?i)[0-9a-f]{33,}";

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  /**
   * Checks that the URL is one of a database, and contains no password.
   *
   * @throws IllegalArgumentException if it is not
   */
  public Database {
    DatabaseUrl.check(url);
  }

  /** Something that is done with a connection, which is closed after it. */
  interface Work<T> {
    T with(Connection database) throws SQLException;
  }

  /**
   * Does something in a transaction, which is committed if it ends well, and else rolled back.
   *
   * @param what is done, for the message of a failure, as {@code read clients from}
   * @throws CommandFailure with exit code 2 if the database refuses it
   */
  <T> T transaction(String what, Work<T> work) {
    Optional<String> secret = password.get();
    DriverManager.setLoginTimeout(LOGIN_SECONDS);
    try (Connection database = DriverManager.getConnection(url, properties(secret))) {
      limitWaiting(database);
      database.setAutoCommit(false); // PostgreSQL's driver fetches in batches only without it
      return committed(database, work);
    } catch (SQLException refused) {
      throw failure(what, withoutSecrets(message(refused), secret));
    } catch (IllegalArgumentException refused) {
      throw failure(what, withoutSecrets(refused.getMessage(), secret));
    }
  }

  private static <T> T committed(Connection database, Work<T> work) throws SQLException {
    try {
      T result = work.with(database);
      database.commit();
      return result;
    } catch (SQLException | RuntimeException refused) {
      try {
        database.rollback();
      } catch (SQLException lost) {
        refused.addSuppressed(lost);
      }
      throw refused;
    }
  }

  private static Properties properties(Optional<String> secret) {
    Properties properties = new Properties();
    secret.ifPresent(each -> properties.setProperty("password", each));
    return properties;
  }

  /** A database that vanishes without closing its connection would be waited for without end. */
  private static void limitWaiting(Connection database) {
    try {
      database.setNetworkTimeout(Runnable::run, NETWORK_MILLIS);
    } catch (SQLException | AbstractMethodError e) {
      LOG.debug("the driver has no network timeout");
    }
  }

  private String message(SQLException refused) {
    if (DriverManager.drivers().noneMatch(driver -> accepts(driver, url))) {
      return "No suitable driver; put the jar of one for "
          + kind()
          + " into the folder drivers, see docs/server.md";
    }
    // The message of a batch quotes the statement with its values; the next one gives the reason.
    SQLException reason = refused.getNextException() == null ? refused : refused.getNextException();
    return String.valueOf(reason.getMessage());
  }

  private static boolean accepts(Driver driver, String url) {
    try {
      return driver.acceptsURL(url);
    } catch (SQLException unknown) {
      return false;
    }
  }

  private String withoutSecrets(String message, Optional<String> secret) {
    String text = message.replace(url, this.toString()).replaceAll(ROOT, "…");
    return secret.map(each -> text.replace(each, "…")).orElse(text);
  }

  /** Without its cause, whose message may contain secrets. */
  private CommandFailure failure(String what, String why) {
    return new CommandFailure(
        ExitCode.USAGE,
        ("cannot %s %s: %s; check --clients, its driver and its table clients with the columns id,"
                + " root and name")
            .formatted(what, this, why));
  }

  private String kind() {
    return url.replaceFirst("^(jdbc:[A-Za-z0-9]*).*", "$1");
  }

  /** Shows only the kind of database: the rest may hold a password, in a driver's own syntax. */
  @Override
  public String toString() {
    return kind() + ":…";
  }
}
