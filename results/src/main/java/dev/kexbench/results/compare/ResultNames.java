package dev.kexbench.results.compare;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Names results by their folders, so that no two results have the same name. */
final class ResultNames {
  private ResultNames() {}

  /** For each path, the shortest end of its folder's path that no other one shares. */
  static Map<Path, String> of(Collection<Path> paths) {
    Map<Path, String> names = new LinkedHashMap<>();
    Map<Path, Integer> lengths = new HashMap<>();
    paths.forEach(path -> lengths.put(path, 1));
    List<Path> open = List.copyOf(paths);
    while (!open.isEmpty()) {
      open.forEach(path -> names.put(path, end(path, lengths.get(path))));
      Map<String, Long> uses =
          names.values().stream()
              .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
      open =
          names.keySet().stream()
              .filter(path -> uses.get(names.get(path)) > 1)
              .filter(path -> lengths.get(path) <= path.getNameCount())
              .toList();
      open.forEach(path -> lengths.merge(path, 1, Integer::sum));
    }
    return names;
  }

  /** The last elements of a folder's path; the file's own name only if that is needed. */
  private static String end(Path path, int elements) {
    boolean isFile = path.getFileName() != null && path.toString().endsWith(".json");
    Path folder = isFile ? path.getParent() : path;
    int count = folder.getNameCount();
    if (elements > count) {
      return path.toString();
    }
    return folder.subpath(count - elements, count).toString();
  }
}
