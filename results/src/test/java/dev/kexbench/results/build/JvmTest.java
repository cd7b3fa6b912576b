package dev.kexbench.results.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("process")
class JvmTest {
  @TempDir private Path home;

  @Test
  void readsTheVersionOfTheJvmInAFolder() {
    assertEquals(Jvm.here(), Jvm.in(Path.of(System.getProperty("java.home"))));
  }

  @Test
  void refusesAFolderWithoutAJvm() {
    assertEquals("--jdk %s: no bin/java there; name a JDK's folder".formatted(home), refused());
  }

  @Test
  void refusesAJvmThatIsTooOld() throws IOException {
    launcher("echo '    java.runtime.version = 11.0.2+9'");
    assertEquals("--jdk %s: Java 11; name one of 17 or later".formatted(home), refused());
  }

  @Test
  void refusesAJvmWithTheOldVersionFormat() throws IOException {
    launcher("echo '    java.runtime.version = 1.8.0_292-b10'");
    assertEquals("--jdk %s: Java 8; name one of 17 or later".formatted(home), refused());
  }

  @Test
  void refusesAProgramThatDoesNotPrintAVersion() throws IOException {
    launcher("echo nothing");
    assertEquals(
        "--jdk %s: its bin/java does not print its version; name a JDK's folder".formatted(home),
        refused());
  }

  private void launcher(String command) throws IOException {
    Path java = Files.createDirectory(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\n" + command + "\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
  }

  private String refused() {
    return assertThrows(IllegalArgumentException.class, () -> Jvm.in(home)).getMessage();
  }
}
