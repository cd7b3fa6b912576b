package dev.kexbench.core.identity;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The two forms of {@code clients.csv}: the server's table ({@code id,root,name}) and clients'
 * credentials ({@code id,root,admission,name}). Names may be quoted (RFC 4180); a line that starts
 * with # is a comment.
 */
public final class ClientFile {
  static final String TABLE = "id,root,name";
  static final String CREDENTIALS = "id,root,admission,name";

  private ClientFile() {}

  /**
   * The clients of a credentials file, in its order; at least one.
   *
   * @throws IdentityFileException if the file is missing, open to others, or not of this form
   */
  public static List<ClientCredentials> readCredentials(Path file, SecretFiles.Modes modes) {
    List<ClientCredentials> clients = read(file, CREDENTIALS, modes);
    if (clients.isEmpty()) {
      throw new IdentityFileException(file + " holds no client; enrol at least one");
    }
    return clients;
  }

  /** The rows of a server's table, in its order. */
  static List<ClientCredentials> readTable(Path file, SecretFiles.Modes modes) {
    return read(file, TABLE, modes);
  }

  static void writeTable(Path file, List<ClientCredentials> clients) {
    write(file, TABLE, clients);
  }

  /** Writes the credentials that clients are to be given, as a file of mode 0600. */
  public static void writeCredentials(Path file, List<ClientCredentials> clients) {
    write(file, CREDENTIALS, clients);
  }

  private static List<ClientCredentials> read(Path file, String head, SecretFiles.Modes modes) {
    CsvRows rows = new CsvRows(SecretFiles.read(file, "client file", modes));
    List<ClientCredentials> clients = new ArrayList<>();
    boolean headSeen = false;
    while (next(file, rows)) {
      if (!headSeen) {
        headSeen = true;
        if (!String.join(",", rows.fields()).equals(head)) {
          throw wrong(file, rows, "expected the first line to be '" + head + "'", null);
        }
      } else {
        clients.add(client(file, rows, head.equals(CREDENTIALS)));
      }
    }
    if (!headSeen) {
      throw new IdentityFileException(file + " is empty; expected a first line '" + head + "'");
    }
    return clients;
  }

  private static boolean next(Path file, CsvRows rows) {
    try {
      return rows.next();
    } catch (IllegalArgumentException e) {
      throw wrong(file, rows, e.getMessage(), e);
    }
  }

  private static ClientCredentials client(Path file, CsvRows rows, boolean admission) {
    List<String> fields = rows.fields();
    int expected = admission ? 4 : 3;
    if (fields.size() != expected) {
      throw wrong(file, rows, "expected " + expected + " fields, found " + fields.size(), null);
    }
    try {
      Optional<byte[]> gate =
          admission && !fields.get(2).isEmpty()
              ? Optional.of(HexFormat.of().parseHex(fields.get(2)))
              : Optional.empty();
      return new ClientCredentials(
          ClientId.fromHex(fields.get(0)),
          HexFormat.of().parseHex(fields.get(1)),
          gate,
          fields.get(expected - 1));
    } catch (IllegalArgumentException e) {
      throw wrong(file, rows, "not a client's row: fields of 32 and 64 hex digits expected", e);
    }
  }

  private static void write(Path file, String head, List<ClientCredentials> clients) {
    HexFormat hex = HexFormat.of();
    StringBuilder text = new StringBuilder(clients.size() * 128).append(head).append('\n');
    for (ClientCredentials client : clients) {
      text.append(client.id()).append(',').append(hex.formatHex(client.root())).append(',');
      if (head.equals(CREDENTIALS)) {
        text.append(client.admission().map(hex::formatHex).orElse("")).append(',');
      }
      text.append(CsvRows.quoted(client.name())).append('\n');
    }
    SecretFiles.write(file, text.toString());
  }

  private static IdentityFileException wrong(Path file, CsvRows rows, String what, Exception e) {
    return new IdentityFileException(file + ", line " + rows.line() + ": " + what, e);
  }
}
