package dev.kexbench.core.identity;

import static dev.kexbench.core.identity.ExpectedFailure.assertSays;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadableClientTableTest {
  private static final ClientCredentials ALICE = client("alice", 0xA1);
  private static final ClientCredentials BOB = client("bob", 0xB0);

  @TempDir private Path directory;
  private ServerFolder folder;
  private ReloadableClientTable table;

  @BeforeEach
  void openATableWithAlice() {
    folder = new ServerFolder(directory);
    write(ALICE);
    table = folder.openTable(SecretFiles.Modes.CHECKED);
  }

  private static ClientCredentials client(String name, int rootByte) {
    byte[] root = new byte[32];
    Arrays.fill(root, (byte) rootByte);
    return new ClientCredentials(ClientId.ofName(name), root, Optional.empty(), name);
  }

  private void write(ClientCredentials... clients) {
    ClientFile.writeTable(folder.table(), List.of(clients));
  }

  private boolean knows(ClientCredentials client) {
    return table.copyRoot(client.id(), new byte[32]);
  }

  /** Refreshes twice, because a file must be unchanged between two refreshes. */
  private boolean refreshed() {
    assertFalse(table.refresh(), "at the first look the file may still be in the making");
    return table.refresh();
  }

  @Test
  void anUnchangedFileIsNotReadAgain() {
    assertFalse(refreshed());
    assertFalse(refreshed());
    assertTrue(knows(ALICE));
  }

  @Test
  void clientsAreAddedAndRemovedWithTheFile() {
    write(ALICE, BOB);
    assertFalse(knows(BOB));
    assertTrue(refreshed());
    assertTrue(knows(ALICE));
    assertTrue(knows(BOB));
    assertEquals(2, table.size());

    write(BOB);
    assertTrue(refreshed());
    assertFalse(knows(ALICE));
    assertEquals(1, table.size());
    assertFalse(refreshed(), "once is enough");
  }

  @Test
  void aFileThatIsStillBeingWrittenIsNotRead() throws IOException {
    for (int i = 0; i < 5; i++) {
      Files.writeString(folder.table(), "id,root,name\n" + "# row\n".repeat(i));
      assertFalse(table.refresh());
    }
    assertTrue(knows(ALICE));
    assertTrue(table.refresh());
    assertFalse(knows(ALICE));
  }

  @Test
  void anInvalidFileKeepsTheOldRowsAndIsReadOnce() throws IOException {
    Files.writeString(folder.table(), "id,root,name\nnot a row\n");
    assertSays(this::refreshed, folder.table() + ", line 2: ");
    assertTrue(knows(ALICE));
    assertFalse(table.refresh());

    write(BOB);
    assertTrue(refreshed());
    assertTrue(knows(BOB));
  }

  @Test
  void aFileReadableByOthersKeepsTheOldRowsUntilItsModeIsFixed() throws IOException {
    write(ALICE, BOB);
    Files.setPosixFilePermissions(folder.table(), PosixFilePermissions.fromString("rw-r--r--"));
    assertSays(this::refreshed, "chmod 600 " + folder.table());
    assertFalse(knows(BOB));

    Files.setPosixFilePermissions(folder.table(), PosixFilePermissions.fromString("rw-------"));
    assertTrue(refreshed());
    assertTrue(knows(BOB));
  }

  @Test
  void aMissingFileKeepsTheOldRows() throws IOException {
    Files.delete(folder.table());
    assertSays(table::refresh, "no client file at " + folder.table());
    assertTrue(knows(ALICE));
  }

  /**
   * All rows of one table consist of one byte value: a lookup that saw two tables would return two.
   */
  @Test
  void lookupsDuringASwapSeeOneTable() {
    ClientCredentials[] ones = clients(1);
    ClientCredentials[] twos = clients(2);
    write(ones);
    table = folder.openTable(SecretFiles.Modes.CHECKED);
    AtomicBoolean done = new AtomicBoolean();
    List<CompletableFuture<Void>> readers =
        IntStream.range(0, 3)
            .mapToObj(i -> CompletableFuture.runAsync(() -> readUntil(done, ones)))
            .toList();
    for (int swap = 0; swap < 60; swap++) {
      write(swap % 2 == 0 ? twos : ones);
      assertTrue(refreshed());
    }
    done.set(true);
    readers.forEach(CompletableFuture::join);
  }

  private static ClientCredentials[] clients(int rootByte) {
    return IntStream.range(0, 200)
        .mapToObj(i -> client("client-" + i, rootByte))
        .toArray(ClientCredentials[]::new);
  }

  private void readUntil(AtomicBoolean done, ClientCredentials[] clients) {
    byte[] root = new byte[32];
    byte[] uniform = new byte[32];
    do {
      for (ClientCredentials each : clients) {
        assertTrue(table.copyRoot(each.id(), root));
        Arrays.fill(uniform, root[0]);
        assertArrayEquals(uniform, root);
      }
    } while (!done.get());
  }
}
