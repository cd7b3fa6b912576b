package dev.kexbench.results.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  private static final String RUNS = "results/runs";

  @TempDir private Path folder;
  private Path project;
  private Path here;
  private Path state;

  @BeforeEach
  void choose() {
    project = folder.resolve("project");
    here = folder.resolve("here");
    state = folder.resolve("a/b/state");
  }

  private OutputFolder chosen() {
    return OutputFolder.first(RUNS, List.of(project, here, state));
  }

  /** A path at which no folder can be made, whoever runs this. */
  private static void block(Path base) throws IOException {
    Files.writeString(base, "a file");
  }

  @Test
  void isInTheProject() throws IOException {
    assertEquals(new OutputFolder(project.resolve(RUNS), Optional.empty()), chosen());
    Files.createDirectories(project.resolve(RUNS));
    assertEquals(new OutputFolder(project.resolve(RUNS), Optional.empty()), chosen());
  }

  @Test
  void isInTheWorkingFolderIfTheProjectCannotBeWritten() throws IOException {
    block(project);
    assertEquals(here.resolve(RUNS), chosen().path());
    assertEquals(
        Optional.of(
            "%s cannot be written: results go to %s"
                .formatted(project.resolve(RUNS), here.resolve(RUNS))),
        chosen().note());
  }

  @Test
  void isInTheFolderForStateIfBothCannotBeWritten() throws IOException {
    block(project);
    Files.createDirectory(here);
    block(here.resolve("results"));
    assertEquals(state.resolve(RUNS), chosen().path());
  }

  @Test
  void isInTheProjectIfNothingCanBeWritten() throws IOException {
    block(project);
    block(here);
    block(folder.resolve("a"));
    assertEquals(new OutputFolder(project.resolve(RUNS), Optional.empty()), chosen());
  }

  @Test
  void readingFindsWhereItWasWrittenAndMakesNothing() throws IOException {
    block(project);
    List<Path> bases = List.of(project, here, state);
    assertEquals(
        project.resolve(RUNS), OutputFolder.first(RUNS, bases, OutputFolder::isThere).path());
    assertFalse(Files.exists(here));
    Files.createDirectories(state.resolve(RUNS));
    assertEquals(
        state.resolve(RUNS), OutputFolder.first(RUNS, bases, OutputFolder::isThere).path());
  }

  @Test
  void theFolderForStateIsThatOfTheUsersDesktop() {
    Path home = Path.of("/home/u");
    Path usual = Path.of("/home/u/.local/state/kexbench");
    assertEquals(usual, OutputFolder.state(Map.of(), home));
    assertEquals(usual, OutputFolder.state(Map.of("XDG_STATE_HOME", ""), home));
    assertEquals(usual, OutputFolder.state(Map.of("XDG_STATE_HOME", "relative"), home));
    assertEquals(
        Path.of("/var/s/kexbench"), OutputFolder.state(Map.of("XDG_STATE_HOME", "/var/s"), home));
  }
}
