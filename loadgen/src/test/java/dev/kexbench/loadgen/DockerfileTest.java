package dev.kexbench.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Dockerfile, as far as it can be judged without Docker. */
class DockerfileTest {
  private static final Path ROOT = Path.of(System.getProperty("root.dir", ".."));
  private static final Set<String> KNOWN =
      Set.of("FROM", "ADD", "COPY", "RUN", "LABEL", "ENV", "WORKDIR", "USER", "CMD");

  private record Instruction(String name, List<String> words) {
    static Instruction of(String line) {
      List<String> words = Arrays.asList(line.split("\\s+"));
      return new Instruction(words.get(0), words.subList(1, words.size()));
    }

    String last() {
      return words.get(words.size() - 1);
    }
  }

  private static List<Instruction> instructions() throws IOException {
    return Files.readString(ROOT.resolve("Dockerfile"))
        .replaceAll("\\\\\n\\s*", " ")
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(Instruction::of)
        .toList();
  }

  private static Stream<Instruction> named(String name) throws IOException {
    return instructions().stream().filter(each -> each.name().equals(name));
  }

  @Test
  void hasKnownInstructionsOnly() throws IOException {
    assertEquals("FROM", instructions().get(0).name());
    for (Instruction each : instructions()) {
      assertTrue(KNOWN.contains(each.name()), each::toString);
      assertTrue(!each.words().isEmpty(), each::toString);
    }
  }

  @Test
  void runsAsAUserWhoIsNotRoot() throws IOException {
    List<String> names = instructions().stream().map(Instruction::name).toList();
    int lastUser = names.lastIndexOf("USER");
    assertTrue(lastUser > names.lastIndexOf("RUN"), "what RUN does needs root");
    assertTrue(instructions().get(lastUser).last().matches("[1-9]\\d*"), "a number for Kubernetes");
    assertEquals(names.size() - 1, names.lastIndexOf("CMD"));
  }

  @Test
  void namesATagOfEachImage() throws IOException {
    named("FROM")
        .forEach(
            from -> assertTrue(from.words().get(0).matches("[a-z-]+:\\d+-jre"), from::toString));
  }

  @Test
  void addsTheArchiveThatTheBuildWrites() throws IOException {
    Instruction add = named("ADD").findFirst().orElseThrow();
    String pattern = add.words().get(0);
    assertTrue(
        FileSystems.getDefault()
            .getPathMatcher("glob:" + pattern)
            .matches(Path.of("loadgen/target/kexbench-0.1.0-SNAPSHOT.tar.gz")));
    assertTrue(
        Files.readString(ROOT.resolve("loadgen/pom.xml"))
            .contains("<finalName>kexbench-${project.version}</finalName>"));
    assertTrue(
        Files.readAllLines(ROOT.resolve(".dockerignore")).contains("!" + pattern),
        "the build's context contains it");
  }

  @Test
  void copiesWhatTheArchiveContains() throws IOException {
    StringBuilder archive = new StringBuilder();
    try (Stream<Path> parts = Files.list(ROOT.resolve("loadgen/src/main/assembly"))) {
      for (Path part : parts.toList()) {
        archive.append(Files.readString(part));
      }
    }
    List<String> sources =
        named("COPY")
            .flatMap(copy -> copy.words().stream().filter(word -> word.startsWith("/kexbench/")))
            .map(word -> word.substring("/kexbench/".length()))
            .toList();
    assertTrue(sources.containsAll(List.of("lib", "scripts")), sources::toString);
    for (String source : sources) {
      assertTrue(
          archive.indexOf("<include>" + source + "</include>") > 0
              || archive.indexOf("<outputDirectory>" + source + "</outputDirectory>") > 0,
          source);
    }
  }
}
