package dev.kexbench.core.identity;

import static dev.kexbench.core.identity.ExpectedFailure.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFilesTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void onlyWhereFilesHaveModes() {
    assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
        () -> folder + " has no POSIX modes");
    file = folder.resolve("secret");
  }

  private void mode(String mode) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void writesFilesThatOnlyTheirOwnerReads() throws IOException {
    SecretFiles.write(file, "text");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals("text", SecretFiles.read(file, "secret", SecretFiles.Modes.CHECKED));
  }

  @Test
  void replacesAFileAndLeavesNoOtherFiles() throws IOException {
    SecretFiles.write(file, "old");
    mode("rw-r--r--");
    Files.writeString(folder.resolve("secret.new"), "left by somebody");
    SecretFiles.write(file, "new");
    assertEquals("new", SecretFiles.read(file, "secret", SecretFiles.Modes.CHECKED));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rw-r--r--", "rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw-rw-rw-"})
  void refusesAFileThatIsOpenToOthersAndSaysWhatToDo(String mode) throws IOException {
    SecretFiles.write(file, "text");
    mode(mode);
    assertSays(
        () -> SecretFiles.read(file, "private key", SecretFiles.Modes.CHECKED),
        "private key " + file,
        "chmod 600 " + file,
        "--insecure-files");
    assertEquals("text", SecretFiles.read(file, "private key", SecretFiles.Modes.INSECURE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------", "rwx------"})
  void takesAFileThatOnlyItsOwnerReads(String mode) throws IOException {
    SecretFiles.write(file, "text");
    mode(mode);
    assertEquals("text", SecretFiles.read(file, "secret", SecretFiles.Modes.CHECKED));
  }

  @Test
  void aMissingFileIsNamedInEitherMode() {
    for (SecretFiles.Modes modes : SecretFiles.Modes.values()) {
      assertSays(() -> SecretFiles.read(file, "gate key", modes), "no gate key at " + file);
    }
  }

  @Test
  void refusesInvalidUtf8InOneLine() throws IOException {
    SecretFiles.write(file, "");
    Files.write(file, new byte[] {(byte) 0xFF, (byte) 0xFE});
    assertSays(
        () -> SecretFiles.read(file, "gate key", SecretFiles.Modes.CHECKED),
        "gate key " + file + " is not UTF-8 at line 1, byte 1");
  }

  @Test
  void aMissingFolderIsNamedWhenWriting() {
    Path nowhere = folder.resolve("none").resolve("file");
    assertSays(() -> SecretFiles.write(nowhere, "text"), "cannot write " + nowhere);
    assertTrue(Files.notExists(nowhere));
  }
}
