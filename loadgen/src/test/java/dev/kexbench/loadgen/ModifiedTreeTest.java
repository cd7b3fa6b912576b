package dev.kexbench.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a tree counts as modified, in a small repository with this project's own rules. */
@Tag("process")
@EnabledOnOs({OS.LINUX, OS.MAC})
class ModifiedTreeTest {
  private static final Path ROOT = Path.of(System.getProperty("root.dir"));

  @TempDir private Path tree;

  @BeforeEach
  void commitATree() throws IOException {
    Files.createDirectories(tree.resolve("scripts"));
    Files.createDirectories(tree.resolve("core/src/main/java"));
    for (String file : new String[] {".gitignore", "scripts/launcher.sh", "pom.xml"}) {
      Files.copy(ROOT.resolve(file), tree.resolve(file));
    }
    Files.writeString(tree.resolve("core/src/main/java/A.java"), "class A {}");
    git("init", "-q");
    git("add", "-A");
    git("-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "-qm", "first");
  }

  private String git(String... args) throws IOException {
    String[] command = new String[args.length + 3];
    command[0] = "git";
    command[1] = "-C";
    command[2] = tree.toString();
    System.arraycopy(args, 0, command, 3, args.length);
    return output(command);
  }

  private static String output(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private void create(String file) throws IOException {
    Path created = tree.resolve(file);
    Files.createDirectories(created.getParent());
    Files.writeString(created, "new\n");
  }

  private void assertDirty(boolean dirty) throws IOException {
    String launcher = tree.resolve("scripts/launcher.sh").toString();
    String revision = output("bash", "-c", ". '" + launcher + "'; revision");
    assertTrue(revision.endsWith("-Dkexbench.dirty=" + dirty), revision);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keys/rsa.key.pem",
        "my-server/x25519.key.pem",
        "my-server/rsa.pub.pem",
        "my-server/gate.key",
        "my-server/clients.csv",
        "my-server/clients.csv.lock",
        "my-server/clients.csv.new",
        "alice.csv",
        "credentials.csv",
        "passphrase.txt",
        "password",
        "secret",
        "results/runs/first/report.json"
      })
  void whatEnrollAndTheExamplesCreateIsIgnored(String file) throws IOException {
    create(file);
    assertEquals("", git("status", "--porcelain"));
    assertDirty(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RESULTS/a/results.json", "notes.txt", "core/notes.txt"})
  void filesThatTheBuildDoesNotReadMakeNoTreeDirty(String file) throws IOException {
    create(file);
    assertDirty(false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "core/src/main/java/B.java",
        "core/src/test/resources/table.csv",
        "core/src/test/resources/rsa.key.pem",
        "new/pom.xml",
        "scripts/other",
        ".mvn/jvm.config"
      })
  void aNewSourceMakesItDirty(String file) throws IOException {
    create(file);
    assertDirty(true);
  }

  @Test
  void aChangedFileMakesItDirty() throws IOException {
    assertDirty(false);
    Files.writeString(tree.resolve("core/src/main/java/A.java"), "class A { int a; }");
    assertDirty(true);
  }

  @Test
  void aDeletedFileMakesItDirty() throws IOException {
    Files.delete(tree.resolve("core/src/main/java/A.java"));
    assertDirty(true);
  }
}
