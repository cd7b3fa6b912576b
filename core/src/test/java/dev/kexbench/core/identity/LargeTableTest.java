package dev.kexbench.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server's table of many clients, read from its file: 100,000, or {@code -Dtable.clients=N}. Rows
 * are stored without objects, so memory grows linearly; {@code docs/server.md} states it.
 */
class LargeTableTest {
  private static final int CLIENTS = Integer.getInteger("table.clients", 100_000);

  /** 48 at a load factor of 3/8, and some for measuring. */
  private static final long MOST_BYTES_EACH = 48 * 8 / 3 + 16;

  @TempDir private Path home;

  private Path file() throws IOException {
    Random random = new Random(7);
    byte[] id = new byte[16];
    byte[] root = new byte[ClientTable.ROOT_BYTES];
    Path file = home.resolve("clients.csv");
    try (Writer text = Files.newBufferedWriter(file)) {
      text.write(ClientFile.TABLE + "\n");
      for (int i = 0; i < CLIENTS; i++) {
        random.nextBytes(id);
        random.nextBytes(root);
        HexFormat hex = HexFormat.of();
        text.write(hex.formatHex(id) + "," + hex.formatHex(root) + ",client-" + i + "\n");
      }
    }
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static long usedBytes() {
    System.gc();
    Runtime here = Runtime.getRuntime();
    return here.totalMemory() - here.freeMemory();
  }

  @Test
  void aClientTakesAtMostABoundedNumberOfBytes() throws IOException {
    file();
    ServerFolder folder = new ServerFolder(home);
    long before = usedBytes();
    long start = System.nanoTime();
    ReloadableClientTable table = folder.openTable(SecretFiles.Modes.CHECKED);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    long each = (usedBytes() - before) / CLIENTS;
    assertEquals(CLIENTS, table.size());
    String found = "%,d clients: %d bytes each, read in %,d ms".formatted(CLIENTS, each, millis);
    assertTrue(each <= MOST_BYTES_EACH, found);
    if (System.getProperty("table.clients") != null) {
      System.out.println(found);
    }
  }
}
