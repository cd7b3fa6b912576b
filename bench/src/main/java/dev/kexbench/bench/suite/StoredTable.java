package dev.kexbench.bench.suite;

import dev.kexbench.core.identity.ClientId;
import dev.kexbench.core.identity.ClientTable;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.core.identity.ServerFolder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.stream.Stream;

/** Makes client tables as a server does: writes a file row by row, and reads it. */
final class StoredTable {
  private StoredTable() {}

  /**
   * One client.
   *
   * @param root {@link ClientTable#ROOT_BYTES} bytes
   */
  record Row(ClientId id, byte[] root) {}

  /**
   * A server's table of these clients; the file is deleted afterwards.
   *
   * @throws IOException if the file, 99 bytes per client, cannot be written
   */
  static ClientTable of(Stream<Row> rows) throws IOException {
    // Only the owner can access temporary folders and files, as the server requires of its files.
    Path directory = Files.createTempDirectory("kexbench-table");
    Path written = Files.createTempFile(directory, "clients", ".csv");
    ServerFolder folder = new ServerFolder(directory);
    try {
      write(rows, written);
      Files.move(written, folder.table());
      return folder.readTable(SecretFiles.Modes.CHECKED);
    } finally {
      Files.deleteIfExists(written);
      Files.deleteIfExists(folder.table());
      Files.delete(directory);
    }
  }

  private static void write(Stream<Row> rows, Path file) throws IOException {
    HexFormat hex = HexFormat.of();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("id,root,name\n");
      for (Iterator<Row> left = rows.iterator(); left.hasNext(); ) {
        Row row = left.next();
        hex.formatHex(out, row.id().bytes()).append(',');
        hex.formatHex(out, row.root()).append(",\n");
      }
    }
  }
}
