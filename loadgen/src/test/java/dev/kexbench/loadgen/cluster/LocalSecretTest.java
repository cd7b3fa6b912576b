package dev.kexbench.loadgen.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.loadgen.fixture.ForeignPrograms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class LocalSecretTest {
  private static final int NOBODY = 65_534;

  @TempDir private Path folder;

  private Path runtime;
  private Path home;

  @BeforeEach
  void makeFolders() throws IOException {
    runtime = Files.createDirectory(folder.resolve("runtime"));
    home = Files.createDirectory(folder.resolve("home"));
  }

  private LocalSecret secret(Map<String, String> environment) {
    return new LocalSecret(environment, home, folder.resolve("none"));
  }

  private LocalSecret inRuntime() {
    return secret(Map.of("XDG_RUNTIME_DIR", runtime.toString()));
  }

  private static String text(LocalSecret secret) throws IOException {
    try (ClusterSecret read = secret.read(new SecureRandom())) {
      return read.with(bytes -> new String(bytes, StandardCharsets.US_ASCII));
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private Path file() {
    return runtime.resolve("kexbench/cluster-secret");
  }

  private static void chmod(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  @Test
  void isCreatedOnFirstUseAndFoundByTheNextProcess() throws IOException {
    String first = text(inRuntime());
    assertEquals(44, first.length(), "32 bytes in base64");
    assertEquals(first, text(inRuntime()));
    assertEquals("rw-------", mode(file()));
    assertEquals("rwx------", mode(file().getParent()));
    try (Stream<Path> left = Files.list(file().getParent())) {
      assertEquals(List.of(file()), left.toList(), "no temporary files are left");
    }
  }

  @Test
  void liesInTheStateFolderWithoutARuntimeFolder() throws IOException {
    String first = text(secret(Map.of()));
    Path file = home.resolve(".local/state/kexbench/cluster-secret");
    assertEquals(first, Files.readString(file).strip());
    assertEquals("rw-------", mode(file));
    Path state = folder.resolve("state");
    String other = text(secret(Map.of("XDG_STATE_HOME", state.toString())));
    assertNotEquals(first, other);
    assertTrue(Files.exists(state.resolve("kexbench/cluster-secret")));
    assertEquals(first, text(secret(Map.of("XDG_RUNTIME_DIR", "/no/such/folder"))));
    assertEquals(first, text(secret(Map.of("XDG_RUNTIME_DIR", "relative"))));
  }

  @Test
  void isRefusedWithoutAHomeFolder() {
    LocalSecret homeless = new LocalSecret(Map.of(), Path.of("?"), folder.resolve("none"));
    assertThrows(IOException.class, () -> text(homeless));
  }

  @Test
  void isFoundInTheRuntimeFolderOfTheUserIdToo() throws IOException {
    Object self = Files.getAttribute(home, "unix:uid");
    Path users = Files.createDirectory(folder.resolve("users"));
    Path own = Files.createDirectory(users.resolve(self.toString()));
    String first = text(new LocalSecret(Map.of(), home, users));
    assertEquals(
        first, text(new LocalSecret(Map.of("XDG_RUNTIME_DIR", own.toString()), home, users)));
  }

  @Test
  void processesThatBeginAtOnceAgree() {
    Set<String> all =
        new HashSet<>(IntStream.range(0, 64).parallel().mapToObj(i -> agreed()).toList());
    assertEquals(1, all.size());
  }

  private String agreed() {
    try {
      return text(inRuntime());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void isRefusedIfOthersMayHaveReadOrWrittenIt() throws IOException {
    text(inRuntime());
    for (String mode : List.of("rw-r-----", "rw----r--", "rw--w----")) {
      chmod(file(), mode);
      assertRefused(file());
    }
    chmod(file(), "rw-------");
    for (String mode : List.of("rwxr-x---", "rwx----wx", "rwx-wx---")) {
      chmod(file().getParent(), mode);
      assertRefused(file().getParent());
    }
    chmod(file().getParent(), "rwx------");
    assertEquals(44, text(inRuntime()).length());
  }

  private void assertRefused(Path path) {
    IOException refused = assertThrows(IOException.class, () -> text(inRuntime()));
    assertEquals(path + " is a link, or others can access it; remove it", refused.getMessage());
  }

  @Test
  void isNotWrittenAgain() throws IOException {
    text(inRuntime());
    FileTime past = FileTime.fromMillis(1_000);
    Files.setLastModifiedTime(file().getParent(), past);
    text(inRuntime());
    assertEquals(past, Files.getLastModifiedTime(file().getParent()), "no file was created there");
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    text(inRuntime());
    for (byte[] damage :
        List.of(new byte[0], new byte[] {'x', '\n'}, new byte[] {(byte) 0xC3, 0})) {
      Files.write(file(), damage);
      IOException refused = assertThrows(IOException.class, () -> text(inRuntime()));
      assertEquals(
          file() + " is damaged; remove it, and a new one is created", refused.getMessage());
    }
    Files.delete(file());
    assertEquals(44, text(inRuntime()).length());
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    text(inRuntime());
    Path elsewhere = Files.move(file(), folder.resolve("elsewhere"));
    Files.createSymbolicLink(file(), elsewhere);
    assertRefused(file());
  }

  @Test
  void whatAnotherUserHasPreparedIsRefused() throws IOException {
    text(inRuntime());
    try {
      Files.setAttribute(file(), "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      assumeTrue(false, "only root can give files away");
    }
    assertRefused(file());
  }

  @Test
  @Tag("process")
  void anotherUserCannotReadIt() throws IOException {
    text(inRuntime());
    assumeTrue(
        ForeignPrograms.has("setpriv") && Files.getAttribute(home, "unix:uid").equals(0),
        "only root can become another user");
    chmod(folder, "rwxr-xr-x");
    chmod(runtime, "rwxr-xr-x");
    Process cat =
        new ProcessBuilder(
                "setpriv",
                "--reuid",
                String.valueOf(NOBODY),
                "--clear-groups",
                "cat",
                file().toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(cat.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(said.contains("Permission denied"), said);
  }
}
