package dev.kexbench.core.identity;

import static dev.kexbench.core.identity.ExpectedFailure.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kexbench.core.TestKeys;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server's files, replaced by something else: refused in one line, without waiting. */
@Timeout(300)
@EnabledOnOs({OS.LINUX, OS.MAC})
class ReplacedFilesTest {
  private static final long LARGE = 200L << 20;
  private static final SecretFiles.Modes CHECKED = SecretFiles.Modes.CHECKED;

  @TempDir private Path directory;
  private ServerFolder folder;

  /** What takes the place of a file. */
  private enum Replacement {
    FIFO("not a regular file") {
      @Override
      void at(Path file) throws Exception {
        assertEquals(0, new ProcessBuilder("mkfifo", "-m", "600", "" + file).start().waitFor());
      }
    },
    FOLDER("not a regular file") {
      @Override
      void at(Path file) throws IOException {
        Files.createDirectory(file);
      }
    },
    SYMLINK_TO_A_DEVICE("not a regular file") {
      @Override
      void at(Path file) throws IOException {
        Files.createSymbolicLink(file, Path.of("/dev/zero"));
      }
    },
    LARGE_FILE("longer than 65") {
      @Override
      void at(Path file) throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
          sparse.setLength(LARGE);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
    };

    private final String why;

    Replacement(String why) {
      this.why = why;
    }

    abstract void at(Path file) throws Exception;
  }

  @BeforeEach
  void writeAFolder() {
    folder = new ServerFolder(directory.resolve("keys"));
    folder.write(TestKeys.X25519, List.of(client("alice")));
  }

  private static ClientCredentials client(String name) {
    return new ClientCredentials(ClientId.ofName(name), new byte[32], Optional.empty(), name);
  }

  private List<Path> keys() throws IOException {
    try (Stream<Path> files = Files.list(folder.directory())) {
      return files.filter(file -> !file.equals(folder.table())).sorted().toList();
    }
  }

  @ParameterizedTest
  @EnumSource(Replacement.class)
  void noKeyIsReadFromIt(Replacement replacement) throws Exception {
    List<String> seen = new ArrayList<>();
    for (Path key : keys()) {
      Path kept = Files.move(key, directory.resolve("kept"));
      replacement.at(key);
      assertSays(() -> folder.readKeys(KeyKind.X25519, CHECKED), key, replacement.why);
      Files.delete(key);
      Files.move(kept, key);
      seen.add(key.getFileName().toString());
    }
    assertEquals(List.of("gate.key", "x25519.key.pem", "x25519.pub.pem"), seen);
    folder.readKeys(KeyKind.X25519, CHECKED);
  }

  @ParameterizedTest
  @EnumSource(Replacement.class)
  void aServerKeepsItsClientsUntilTheTableIsBack(Replacement replacement) throws Exception {
    ReloadableClientTable clients = folder.openTable(CHECKED);
    Path kept = Files.move(folder.table(), directory.resolve("kept"));
    replacement.at(folder.table());
    clients.refresh();
    assertSays(clients::refresh, folder.table(), replacement.why);
    assertTrue(clients.copyRoot(ClientId.ofName("alice"), new byte[32]));
    Files.delete(folder.table());
    Files.move(kept, folder.table());
    new ClientRegister(folder.table(), CHECKED).add(List.of(client("bob")));
    assertFalse(clients.refresh());
    assertTrue(clients.refresh());
    assertEquals(2, clients.size());
  }

  @Test
  void linksToFilesAreFollowed() throws IOException {
    for (Path file : Stream.concat(keys().stream(), Stream.of(folder.table())).toList()) {
      Files.createSymbolicLink(
          file, Files.move(file, directory.resolve("moved-" + file.getFileName())));
    }
    folder.readKeys(KeyKind.X25519, CHECKED);
    assertEquals(1, folder.openTable(CHECKED).size());
  }
}
