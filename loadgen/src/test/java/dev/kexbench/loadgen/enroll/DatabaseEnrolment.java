package dev.kexbench.loadgen.enroll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.core.identity.ServerFolder;
import dev.kexbench.loadgen.database.Database;
import dev.kexbench.loadgen.database.JdbcClients;
import dev.kexbench.loadgen.fixture.TestExchange;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.command.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/enroll … --clients}: the same with every kind of database. */
abstract class DatabaseEnrolment {
  static final String PASSWORD = "open-sesame";

  @TempDir private Path home;
  private Path keys;
  private Path password;

  private record End(int code, String out, String err) {}

  /** The URL of a database without a table {@code clients}. */
  abstract String url();

  abstract Connection connect() throws SQLException;

  @BeforeEach
  void writeAFolder() throws IOException {
    keys = home.resolve("keys");
    new ServerFolder(keys).write(TestExchange.KEYS, List.of());
    password = secret(PASSWORD);
  }

  private Path secret(String text) throws IOException {
    Path file = Files.writeString(home.resolve("secret-" + text.length()), text + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private End enroll(Object... args) {
    List<Object> all = new ArrayList<>(Arrays.asList(args));
    all.addAll(List.of("--clients", url(), "--clients-password-file", password));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        new Console(new PrintWriter(out), new PrintWriter(err), true)
            .execute(new EnrollMain(), all.stream().map(Object::toString).toArray(String[]::new));
    return new End(code, out.toString(), err.toString());
  }

  private String done(Object... args) {
    End end = enroll(args);
    assertEquals(ExitCode.FINE, end.code(), end::toString);
    return end.out();
  }

  /** With the stack trace, which holds no secret either. */
  private String refused(String why, Object... args) {
    End end = enroll(args);
    assertEquals(ExitCode.USAGE, end.code(), end::toString);
    assertEquals("", end.out());
    String first = end.err().lines().findFirst().orElseThrow();
    assertTrue(first.contains(why), end::err);
    assertFalse(end.err().contains("sesame"), end::err);
    assertFalse(end.err().contains(url()), end::err);
    assertFalse(end.err().matches("(?s).*[0-9a-f]{40}.*"), end::err);
    return first;
  }

  private ClientTable read() {
    return new JdbcClients(new Database(url(), () -> Optional.of(PASSWORD))).read();
  }

  private Path out(String name) {
    return home.resolve(name);
  }

  void execute(String sql) throws SQLException {
    try (Connection database = connect();
        Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void createsTheTableAndAddsToIt() throws IOException {
    String line = done("add", keys, "alice", "--out", out("alice.csv"));
    assertTrue(line.matches("enrolled 1 client in jdbc:[a-z0-9]+:…; credentials: .*\\R"), line);
    done("add", keys, "--count", "1200", "--prefix", "load-", "--out", out("load.csv"));
    ClientTable clients = read();
    assertEquals(1201, clients.size());
    byte[] root = new byte[ClientTable.ROOT_BYTES];
    assertTrue(clients.copyRoot(ClientId.ofName("alice"), root));
    assertTrue(Files.readString(out("alice.csv")).contains(HexFormat.of().formatHex(root)));
    assertTrue(clients.copyRoot(ClientId.ofName("load-1200"), root));
    assertEquals(1201, done("list", keys).lines().count());
    assertEquals(0, new ServerFolder(keys).readTable(SecretFiles.Modes.CHECKED).size());
  }

  @Test
  void namesADuplicateAndAddsNothing() {
    done("add", keys, "load-7", "--out", out("a.csv"));
    String id = ClientId.ofName("load-7").toString();
    refused(
        "the id %s of 'load-7' is taken in jdbc:".formatted(id),
        "add",
        keys,
        "--count",
        "600",
        "--prefix",
        "load-",
        "--out",
        out("b.csv"));
    refused("is named twice", "add", keys, "x", "x", "--out", out("b.csv"));
    assertFalse(Files.exists(out("b.csv")), "no credentials of clients that are not enrolled");
    assertEquals(1, read().size());
  }

  @Test
  void addsNothingIfTheDatabaseRefusesOneRow() throws SQLException {
    done("add", keys, "alice", "--out", out("a.csv"));
    execute("ALTER TABLE clients ADD CONSTRAINT good CHECK (name <> 'load-600')");
    refused(
        "cannot add clients to jdbc:",
        "add",
        keys,
        "--count",
        "700",
        "--prefix",
        "load-",
        "--out",
        out("b.csv"));
    assertFalse(Files.exists(out("b.csv")));
    assertEquals(1, read().size());
  }

  @Test
  void severalProcessesMayCreateTheTableAndAddAtTheSameTime() throws InterruptedException {
    ConcurrentLinkedQueue<End> ends = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int each = 0; each < 4; each++) {
      Object file = out("c" + each + ".csv");
      String prefix = "p" + each + "-";
      threads.add(
          new Thread(
              () ->
                  ends.add(
                      enroll("add", keys, "--count", "50", "--prefix", prefix, "--out", file))));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    ends.forEach(end -> assertEquals(ExitCode.FINE, end.code(), end::toString));
    assertEquals(200, read().size());
  }

  @Test
  void removesByIdAndByName() throws SQLException {
    done("add", keys, "alice", "bob", "--out", out("a.csv"));
    done("remove", keys, "alice");
    execute("UPDATE clients SET name = 'Robert'");
    done("remove", keys, "Robert");
    assertEquals(0, read().size());
    refused("0 clients in jdbc:", "remove", keys, "alice");
  }

  @Test
  void aWrongPasswordAndAMissingTableAreNamed() throws IOException {
    refused("cannot read clients from jdbc:", "list", keys);
    password = secret("sesame-sesame");
    refused("cannot read clients from jdbc:", "add", keys, "alice", "--out", out("a.csv"));
    assertFalse(Files.exists(out("a.csv")));
  }
}
