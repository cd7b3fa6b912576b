package dev.kexbench.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The checksums of dependencies and plugins, and the script that compares them. */
@Tag("process")
@EnabledOnOs(OS.LINUX)
class DependencyChecksumsTest {
  private static final Path ROOT = Path.of(System.getProperty("root.dir"));

  @TempDir private Path folder;
  private Path repository;
  private Path list;

  private record End(int exitCode, String err) {}

  @BeforeEach
  void createARepository() throws IOException, NoSuchAlgorithmException {
    repository = Files.createDirectories(folder.resolve("repository/org/a")).resolve("../..");
    Files.writeString(repository.resolve("org/a/a-1.jar"), "a");
    Files.writeString(repository.resolve("org/a/b-1.jar"), "b");
    List<String> lines = new ArrayList<>();
    for (String name : List.of("a", "b", "absent")) {
      lines.add(sha256(name.getBytes(StandardCharsets.UTF_8)) + "  org/a/" + name + "-1.jar");
    }
    list = Files.write(folder.resolve("checksums.sha256"), lines);
  }

  private static String sha256(byte[] content) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  private End verify(Path... jars) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                ROOT.resolve(".mvn/verify-checksums").toString(),
                list.toString(),
                repository.toString()));
    Arrays.stream(jars).map(Path::toString).forEach(command::add);
    Process process = new ProcessBuilder(command).start();
    process.getOutputStream().close();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new End(process.waitFor(), err);
  }

  @Test
  void acceptsWhatIsListed() throws Exception {
    assertEquals(new End(0, ""), verify(repository.resolve("org/a/a-1.jar")));
  }

  @Test
  void anEmptyRepositoryHasNothingToCompare() throws Exception {
    repository = Files.createDirectory(folder.resolve("empty"));
    assertEquals(new End(0, ""), verify());
    repository = folder.resolve("none");
    assertEquals(new End(0, ""), verify());
  }

  @Test
  void refusesAJarThatDiffers() throws Exception {
    Files.writeString(repository.resolve("org/a/b-1.jar"), "B");
    End end = verify();
    assertEquals(1, end.exitCode(), end::toString);
    assertTrue(end.err().contains(".mvn/checksums: org/a/b-1.jar"), end::toString);
    assertTrue(end.err().contains("scripts/test --checksums"), end::toString);
  }

  @Test
  void refusesAJarThatIsNotListed() throws Exception {
    Path other = Files.writeString(repository.resolve("org/a/other-1.jar"), "other");
    End end = verify(repository.resolve("org/a/a-1.jar"), other);
    assertEquals(1, end.exitCode(), end::toString);
    assertTrue(end.err().contains("not in .mvn/checksums: " + other), end::toString);
  }

  /** The jars that this test runs with, test engines included. */
  @Test
  void everyJarOnThisClassPathIsListed() throws IOException, NoSuchAlgorithmException {
    Set<String> sums =
        Files.readAllLines(ROOT.resolve(".mvn/checksums/checksums.sha256")).stream()
            .map(line -> line.split(" ")[0])
            .collect(Collectors.toSet());
    List<String> unlisted = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      boolean foreign = entry.endsWith(".jar") && !entry.contains("kexbench-");
      if (foreign && !sums.contains(sha256(Files.readAllBytes(Path.of(entry))))) {
        unlisted.add(entry);
      }
    }
    assertEquals(List.of(), unlisted, "refresh the list with 'scripts/test --checksums'");
  }
}
