package dev.kexbench.results;

import dev.kexbench.results.compare.ResultSet;
import dev.kexbench.results.compare.Setting;
import dev.kexbench.results.runs.FoundResults;
import dev.kexbench.results.runs.RunReferences;
import dev.kexbench.results.runs.RunsFolder;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the words of a command line of {@code scripts/compare} name. */
final class ComparedPaths {
  private ComparedPaths() {}

  /**
   * The same words with paths in place of references to runs; those of one word are separated by
   * commas.
   */
  static List<String> resolved(List<String> words) {
    RunReferences runs = new RunReferences(RunsFolder.usual());
    return words.stream()
        .map(
            word ->
                Stream.of(word.split(","))
                    .flatMap(each -> runs.paths(each).stream())
                    .map(Path::toString)
                    .collect(Collectors.joining(",")))
        .toList();
  }

  /** The paths of variants by name if a word names a run of several; none if not. */
  static Map<String, String> variants(String word) {
    FoundResults found = FoundResults.in(Path.of(word));
    Map<String, String> variants = new LinkedHashMap<>();
    if (found.kind() == FoundResults.Kind.VARIANTS && found.parts().size() > 1) {
      found.parts().forEach(part -> variants.put(part.name(), part.path().toString()));
    }
    return variants;
  }

  /**
   * Refuses a folder that contains several runs or none.
   *
   * @throws dev.kexbench.results.command.CommandFailure with exit code 2, naming some of the runs
   */
  static void requireOneSide(String word) {
    FoundResults found = FoundResults.in(Path.of(word));
    if (!found.isOneSide()) {
      throw found.refused();
    }
  }

  /** Words separated by commas, with the paths of all variants in place of a run of several. */
  static String withVariants(String words) {
    return Stream.of(words.split(","))
        .flatMap(
            word -> {
              Map<String, String> variants = variants(word);
              return variants.isEmpty() ? Stream.of(word) : variants.values().stream();
            })
        .collect(Collectors.joining(","));
  }

  /** The settings in which variants differ, which are what their run compares. */
  static List<String> differences(Collection<ResultSet> variants) {
    Map<String, Set<Set<String>>> values = new TreeMap<>();
    for (ResultSet variant : variants) {
      Map<String, Set<String>> own = new TreeMap<>();
      variant.settings().stream()
          .map(Setting::keys)
          .forEach(
              keys ->
                  keys.forEach(
                      (key, value) -> own.computeIfAbsent(key, any -> new HashSet<>()).add(value)));
      own.forEach((key, some) -> values.computeIfAbsent(key, any -> new HashSet<>()).add(some));
    }
    return values.entrySet().stream()
        .filter(each -> each.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }
}
