package dev.kexbench.core.identity;

import dev.kexbench.core.crypto.Secrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The formats of {@code clients.csv}: the server's table ({@code id,root,name}) and clients'
 * credentials ({@code id,root,admission,name}, or {@code id,salt,admission,name} if the root is
 * derived from a password; random roots may have a last column {@code certificate}, in base64).
 * Names may be quoted (RFC 4180); a line that starts with # is a comment.
 */
public final class ClientFile {
  static final String TABLE = "id,root,name";
  static final String CREDENTIALS = "id,root,admission,name";
  static final String CERTIFIED = CREDENTIALS + ",certificate";
  static final String SALTED = "id,salt,admission,name";

  private static final Base64.Encoder BASE64 = Base64.getEncoder();
  private static final HexFormat HEX = HexFormat.of();

  private ClientFile() {}

  /**
   * The clients of a credentials file, in file order; at least one.
   *
   * @throws IdentityFileException if the file is missing, readable by others, not in this format,
   *     or needs a password
   */
  public static List<ClientCredentials> readCredentials(Path file, SecretFiles.Modes modes) {
    return readCredentials(
        file,
        modes,
        () -> {
          throw new IdentityFileException(file + " needs a password, and none was given");
        });
  }

  /**
   * The clients of a credentials file, in file order; at least one.
   *
   * @param password called once, and only for a file that contains salts; each of its rows then
   *     takes a little over 100 ms
   * @throws IdentityFileException if the file is missing, readable by others, or not in this format
   */
  public static List<ClientCredentials> readCredentials(
      Path file, SecretFiles.Modes modes, Supplier<String> password) {
    List<ClientCredentials> clients = new ArrayList<>();
    Map<ClientId, Integer> lines = new HashMap<>();
    try (ClientRows rows = ClientRows.open(file, modes, CREDENTIALS, CERTIFIED, SALTED)) {
      var client = clientOf(rows, password);
      while (rows.next()) {
        ClientCredentials next = client.apply(rows);
        Integer earlier = lines.putIfAbsent(next.id(), rows.line());
        if (earlier != null) {
          throw rows.repeats(earlier);
        }
        clients.add(next);
      }
    } catch (RuntimeException e) {
      clients.forEach(each -> Secrets.wipe(each.root()));
      throw e;
    }
    if (clients.isEmpty()) {
      throw new IdentityFileException(file + " holds no client; enrol at least one");
    }
    return clients;
  }

  private static Function<ClientRows, ClientCredentials> clientOf(
      ClientRows head, Supplier<String> password) {
    if (head.is(CERTIFIED)) {
      return ClientRows::ofCertified;
    }
    if (!head.is(SALTED)) {
      return ClientRows::ofCredentials;
    }
    String given = password.get();
    return row -> row.ofSalted(given);
  }

  /** Refuses a file that does not begin as a table, before memory is reserved for its size. */
  static void requireTable(Path file, SecretFiles.Modes modes) {
    SmallFile.requireRegular(file, "client file");
    ClientRows.open(file, modes, TABLE).close();
  }

  /**
   * Passes on the rows of a server's table, one by one and in file order; wipes each root
   * afterwards.
   *
   * @param to returns false if an earlier row has the same id
   * @throws IdentityFileException if the file is missing, readable by others, or not a table, or an
   *     id occurs twice
   */
  static void readTable(Path file, SecretFiles.Modes modes, Predicate<ClientCredentials> to) {
    SmallFile.requireRegular(file, "client file");
    try (ClientRows rows = ClientRows.open(file, modes, TABLE)) {
      while (rows.next()) {
        ClientCredentials next = rows.ofTable();
        try {
          if (!to.test(next)) {
            throw rows.repeats(firstLine(file, modes, next.id()));
          }
        } finally {
          Secrets.wipe(next.root());
        }
      }
    }
  }

  /** The line of the first row with this id. */
  private static int firstLine(Path file, SecretFiles.Modes modes, ClientId id) {
    try (ClientRows rows = ClientRows.open(file, modes, TABLE)) {
      boolean found = false;
      while (!found && rows.next()) {
        ClientCredentials each = rows.ofTable();
        Secrets.wipe(each.root());
        found = each.id().equals(id);
      }
      return rows.line();
    }
  }

  static void writeTable(Path file, List<ClientCredentials> clients) {
    SecretFiles.write(file, TABLE + "\n" + tableRows(clients));
  }

  /** The rows of a server's table, each with its line terminator. */
  static String tableRows(List<ClientCredentials> clients) {
    StringBuilder text = new StringBuilder(clients.size() * 128);
    for (ClientCredentials client : clients) {
      text.append(client.id()).append(',').append(HEX.formatHex(client.root())).append(',');
      text.append(CsvRows.quoted(client.name())).append('\n');
    }
    return text.toString();
  }

  /** Writes the credentials to hand out to clients, as a file with mode 0600. */
  public static void writeCredentials(Path file, List<ClientCredentials> clients) {
    SecretFiles.write(file, credentials(clients));
  }

  /**
   * Writes the credentials of new clients, as a new file with mode 0600.
   *
   * @throws IdentityFileException if the file already exists or cannot be written
   */
  public static void createCredentials(Path file, List<ClientCredentials> clients) {
    SecretFiles.create(file, credentials(clients));
  }

  /**
   * Writes the credentials of new clients that have a password: their salts, not their roots.
   *
   * @throws IdentityFileException if the file already exists or cannot be written
   */
  public static void createSalted(Path file, List<SaltedClient> clients) {
    StringBuilder text = new StringBuilder(SALTED).append('\n');
    clients.forEach(each -> appendRow(text, each.client(), each.salt()).append('\n'));
    SecretFiles.create(file, text.toString());
  }

  private static String credentials(List<ClientCredentials> clients) {
    boolean certified = clients.stream().anyMatch(each -> each.certificate().isPresent());
    StringBuilder text = new StringBuilder(clients.size() * (certified ? 768 : 192));
    text.append(certified ? CERTIFIED : CREDENTIALS).append('\n');
    for (ClientCredentials each : clients) {
      appendRow(text, each, each.root());
      if (certified) {
        text.append(',').append(each.certificate().map(BASE64::encodeToString).orElse(""));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static StringBuilder appendRow(
      StringBuilder to, ClientCredentials client, byte[] rootOrSalt) {
    to.append(client.id()).append(',').append(HEX.formatHex(rootOrSalt)).append(',');
    to.append(client.admission().map(HEX::formatHex).orElse("")).append(',');
    return to.append(CsvRows.quoted(client.name()));
  }
}
