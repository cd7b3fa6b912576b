package dev.kexbench.loadgen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names of types in all modules, read from their sources: a name stands for one type only. */
class TypeNamesTest {
  private static final Path ROOT = Path.of(System.getProperty("root.dir"));
  private static final List<String> MODULES = List.of("core", "results", "bench", "loadgen");

  private static List<Path> sources(String part) throws IOException {
    List<Path> all = new ArrayList<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src").resolve(part))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.endsWith("package-info.java"))
            .forEach(all::add);
      }
    }
    return all;
  }

  private static String name(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  @Test
  void noTwoTopLevelTypesShareASimpleName() throws IOException {
    List<Path> all = new ArrayList<>(sources("main"));
    all.addAll(sources("test"));
    assertTrue(all.size() > 100, "the sources are found below " + ROOT);
    Map<String, Long> counts =
        all.stream()
            .collect(
                Collectors.groupingBy(TypeNamesTest::name, TreeMap::new, Collectors.counting()));
    counts.values().removeIf(count -> count == 1);
    assertEquals(Map.of(), counts);
  }

  @Test
  void productionTypesAreNotNamedLikeTests() throws IOException {
    assertEquals(
        List.of(),
        sources("main").stream()
            .map(TypeNamesTest::name)
            .filter(name -> name.endsWith("Test"))
            .toList());
  }
}
