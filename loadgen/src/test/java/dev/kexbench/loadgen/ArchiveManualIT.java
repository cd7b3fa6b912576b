package dev.kexbench.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kexbench.loadgen.fixture.ForeignPrograms;
import dev.kexbench.loadgen.machine.SystemCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The archive's man pages and its completion: for every command that it has. */
@Tag("process")
@EnabledOnOs({OS.LINUX, OS.MAC})
class ArchiveManualIT {
  @TempDir private Path folder;
  private Path home;

  @BeforeEach
  void unpack() throws IOException {
    SystemCommands.run("tar", "-xzf", System.getProperty("archive"), "-C", folder.toString());
    home = list(folder).get(0);
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private List<String> commands() throws IOException {
    return list(home.resolve("scripts")).stream()
        .map(script -> script.getFileName().toString())
        .filter(script -> !script.equals("launcher.sh"))
        .toList();
  }

  private List<Path> pages() throws IOException {
    return list(home.resolve("share/man/man1"));
  }

  @Test
  void everyCommandHasAPage() throws IOException {
    List<String> commands = commands();
    assertTrue(
        commands.containsAll(List.of("agent", "bench", "loadtest", "peers")), commands::toString);
    assertEquals(
        commands.stream().map(command -> "kexbench-" + command + ".1").toList(),
        pages().stream().map(page -> page.getFileName().toString()).toList());
  }

  @Test
  void groffFormatsEveryPageWithoutAWarning() throws IOException {
    assumeTrue(ForeignPrograms.has("groff"), "no groff");
    for (Path page : pages()) {
      String said =
          ForeignPrograms.run(
              folder, List.of("groff", "-ww", "-man", "-Tutf8", "-z", page.toString()));
      assertEquals("", said, page.toString());
    }
  }

  @Test
  void manFindsThePages() throws IOException {
    assumeTrue(ForeignPrograms.has("man"), "no man");
    String pages = home.resolve("share/man").toString();
    String said =
        ForeignPrograms.run(folder, List.of("man", "-M", pages, "-w", "kexbench-loadtest"));
    assertTrue(said.strip().endsWith("man1/kexbench-loadtest.1"), said);
  }

  @Test
  void everyCommandIsCompleted() throws IOException {
    Path file = home.resolve("share/bash-completion/completions/kexbench");
    SystemCommands.run("bash", "-n", file.toString());
    String script = ". '%s'; complete -p".formatted(file);
    String specifications = ForeignPrograms.run(folder, List.of("bash", "-c", script));
    assertEquals(
        new TreeSet<>(commands()),
        new TreeSet<>(
            specifications
                .lines()
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList()));
  }
}
