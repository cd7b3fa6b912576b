package dev.kexbench.results.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a git tree whose scripts/bench builds a file. */
@Tag("process")
class RevisionTest {
  @TempDir private Path project;
  private final List<String> progress = new ArrayList<>();

  @BeforeEach
  void commitABuild() throws Exception {
    git("init", "--quiet", ".");
    Files.writeString(project.resolve(".gitignore"), "target/\nbuilt\n");
    script("test \"$KEXBENCH_BUILD\" = yes; touch built; echo help of the script");
    git("tag", "good");
  }

  @Test
  void buildsACommitInItsOwnWorktree() {
    Revision good = Revision.named(project, "good");
    Revision.Built built = good.build("bench", progress::add);
    Path there = project.resolve("target/against").resolve(good.shortName());
    assertEquals(there, built.tree());
    assertEquals("help of the script\n", built.help());
    assertTrue(Files.exists(there.resolve("built")), "its script has run");
    assertEquals(built, good.build("bench", progress::add), "the second build uses the first");
    assertEquals(1, progress.size(), progress::toString);
  }

  @Test
  void refusesAnUnknownCommit() {
    assertEquals(
        "--against gone: no such commit of the git tree in %s; name a branch, tag or commit there"
            .formatted(project),
        assertThrows(IllegalArgumentException.class, () -> Revision.named(project, "gone"))
            .getMessage());
  }

  @Test
  void refusesAWorktreeThatWasModified() throws Exception {
    Revision good = Revision.named(project, "good");
    good.build("bench", progress::add);
    Path tree = project.resolve("target/against").resolve(good.shortName());
    Files.writeString(tree.resolve("scripts/bench"), "#!/bin/sh\n");
    String message =
        assertThrows(IllegalArgumentException.class, () -> good.build("bench", progress::add))
            .getMessage();
    assertTrue(message.endsWith("differs from that commit; remove that folder"), message);
  }

  @Test
  void statesWhyACommitDoesNotBuild() throws Exception {
    script("echo a class is missing; exit 2");
    Revision broken = Revision.named(project, "HEAD");
    String message =
        assertThrows(IllegalArgumentException.class, () -> broken.build("bench", progress::add))
            .getMessage();
    assertTrue(message.startsWith("--against " + broken.shortName() + ": '"), message);
    assertTrue(message.endsWith("--help' failed: a class is missing"), message);
  }

  private void script(String commands) throws Exception {
    Path script = project.resolve("scripts/bench");
    Files.createDirectories(script.getParent());
    Files.writeString(script, "#!/bin/sh\nset -e\ncd \"$(dirname \"$0\")/..\"\n" + commands + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    git("add", "-A");
    git("-c", "user.name=x", "-c", "user.email=x@x", "commit", "--quiet", "-m", "build");
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = "git";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process git = new ProcessBuilder(command).directory(project.toFile()).inheritIO().start();
    assertEquals(0, git.waitFor());
  }
}
