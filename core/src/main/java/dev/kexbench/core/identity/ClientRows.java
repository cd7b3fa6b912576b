package dev.kexbench.core.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Reads a client file one row at a time. Any error in the file is an {@link IdentityFileException}
 * that names the file and line and shows no part of a row.
 */
final class ClientRows implements AutoCloseable {
  private static final String WHAT = "client file";

  private final Path file;
  private final BufferedReader text;
  private final CsvRows rows;

  private ClientRows(Path file, BufferedReader text) throws IOException {
    this.file = file;
    this.text = text;
    rows = new CsvRows(text);
  }

  /** Opens a file whose first row must be one of these headers, and reads that row. */
  static ClientRows open(Path file, SecretFiles.Modes modes, String... heads) {
    BufferedReader text = SecretFiles.open(file, WHAT, modes);
    try {
      ClientRows opened = new ClientRows(file, text);
      opened.requireHead(List.of(heads));
      return opened;
    } catch (IOException e) {
      throw closed(text, SecretFiles.unreadable(file, WHAT, e));
    } catch (IdentityFileException e) {
      throw closed(text, e);
    }
  }

  private static IdentityFileException closed(BufferedReader text, IdentityFileException failure) {
    try {
      text.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  private void requireHead(List<String> heads) {
    String expected = "'" + String.join("' or '", heads) + "'";
    if (!next()) {
      throw new IdentityFileException(file + " is empty; expected a first line " + expected);
    }
    if (heads.stream().noneMatch(this::is)) {
      if (rows.fields().get(0).indexOf('\0') >= 0) {
        throw wrong("found zero bytes, as in UTF-16; convert it: iconv -f UTF-16 -t UTF-8", null);
      }
      throw wrong("expected the first line to be " + expected + mistaken(), null);
    }
  }

  /** A message if the file is the other one of the two kinds called clients.csv. */
  private String mistaken() {
    if (is(ClientFile.TABLE)) {
      return "; this is a server's table: give the credentials that 'scripts/enroll add' wrote";
    }
    return is(ClientFile.CREDENTIALS) || is(ClientFile.CERTIFIED) || is(ClientFile.SALTED)
        ? "; these are clients' credentials: give the server's table"
        : "";
  }

  /** Whether this row equals the given one, field by field. */
  boolean is(String row) {
    return String.join(",", rows.fields()).equals(row);
  }

  /** Moves to the next row; false if there is none. */
  boolean next() {
    try {
      return rows.next();
    } catch (IOException e) {
      throw SecretFiles.unreadable(file, WHAT, e);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage(), e);
    }
  }

  /** This row as {@code id,root,name}. */
  ClientCredentials ofTable() {
    List<String> fields = fields(ClientFile.TABLE);
    try {
      return new ClientCredentials(
          ClientId.fromHex(fields.get(0)), hex(fields.get(1)), Optional.empty(), fields.get(2));
    } catch (IllegalArgumentException e) {
      throw wrong("not a client's row: fields of 32 and 64 hex digits expected", e);
    }
  }

  /** This row as {@code id,root,admission,name}. */
  ClientCredentials ofCredentials() {
    List<String> fields = fields(ClientFile.CREDENTIALS);
    try {
      return withRoot(fields, hex(fields.get(1)));
    } catch (IllegalArgumentException e) {
      throw wrong("not a client's row: fields of 32 and 64 hex digits expected", e);
    }
  }

  /** This row as {@code id,root,admission,name,certificate}; the last field may be empty. */
  ClientCredentials ofCertified() {
    List<String> fields = fields(ClientFile.CERTIFIED);
    try {
      ClientCredentials client = withRoot(fields, hex(fields.get(1)));
      String certificate = fields.get(4);
      return certificate.isEmpty()
          ? client
          : client.withCertificate(Base64.getDecoder().decode(certificate));
    } catch (IllegalArgumentException e) {
      throw wrong("not a client's row: fields of 32 and 64 hex digits, and base64, expected", e);
    }
  }

  /** This row as {@code id,salt,admission,name}. */
  ClientCredentials ofSalted(String password) {
    List<String> fields = fields(ClientFile.SALTED);
    try {
      return withRoot(fields, PasswordRoot.of(password, hex(fields.get(1))));
    } catch (IllegalArgumentException e) {
      throw wrong("not a client's row: fields of 32, 32 and 64 hex digits expected", e);
    }
  }

  private static ClientCredentials withRoot(List<String> fields, byte[] root) {
    Optional<byte[]> admission =
        fields.get(2).isEmpty() ? Optional.empty() : Optional.of(hex(fields.get(2)));
    return new ClientCredentials(ClientId.fromHex(fields.get(0)), root, admission, fields.get(3));
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private List<String> fields(String head) {
    int expected = head.split(",").length;
    int found = rows.fields().size();
    if (found != expected) {
      throw wrong("expected %d fields (%s), found %d".formatted(expected, head, found), null);
    }
    return rows.fields();
  }

  /** The line on which this row starts, from 1. */
  int line() {
    return rows.line();
  }

  /** The failure of this row, whose id an earlier row has. */
  IdentityFileException repeats(int earlierLine) {
    return wrong(
        "has the id of line " + earlierLine + "; every client needs an id of its own", null);
  }

  /** The offset of this row in the file, in characters. */
  long start() {
    return rows.start();
  }

  /** The offset of the end of this row in the file, in characters. */
  long end() {
    return rows.end();
  }

  @Override
  public void close() {
    try {
      text.close();
    } catch (IOException e) {
      throw SecretFiles.unreadable(file, WHAT, e);
    }
  }

  private IdentityFileException wrong(String what, Exception e) {
    return new IdentityFileException(file + ", line " + rows.line() + ": " + what, e);
  }
}
