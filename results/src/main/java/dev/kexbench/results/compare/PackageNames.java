package dev.kexbench.results.compare;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The packages of benchmarks whose classes have the same name. Benchmarks are shown without their
 * packages; rows of such classes get the shortest end of the package that distinguishes them as one
 * more facet, {@code package=a}.
 */
public final class PackageNames {
  /** The facet. */
  static final String PACKAGE = "package";

  private final Map<String, String> endings = new HashMap<>();

  private PackageNames(Collection<ResultSet> sides) {
    Map<String, Set<String>> packages = new HashMap<>();
    for (ResultSet side : sides) {
      for (Figure row : side.rows()) {
        String benchmark = row.key().facets().get(FigureKey.BENCHMARK);
        if (benchmark != null) {
          packages
              .computeIfAbsent(className(benchmark), any -> new TreeSet<>())
              .add(packageName(benchmark));
        }
      }
    }
    packages.forEach(this::distinguish);
  }

  /** The same sides, by name, with that facet where one of them needs it. */
  public static Map<String, ResultSet> shown(Map<String, ResultSet> sides) {
    PackageNames names = new PackageNames(sides.values());
    if (names.endings.isEmpty()) {
      return sides;
    }
    Map<String, ResultSet> shown = new LinkedHashMap<>();
    sides.forEach((name, side) -> shown.put(name, names.shown(side)));
    return shown;
  }

  /** The same of sides without names. */
  public static List<ResultSet> shown(List<ResultSet> sides) {
    PackageNames names = new PackageNames(sides);
    return sides.stream().map(names::shown).toList();
  }

  private void distinguish(String className, Set<String> packages) {
    if (packages.size() > 1) {
      int parts = 1;
      while (distinct(packages, parts) < packages.size()) {
        parts++;
      }
      for (String each : packages) {
        endings.put(join(each, className), ending(each, parts));
      }
    }
  }

  private static long distinct(Set<String> packages, int parts) {
    return packages.stream().map(each -> ending(each, parts)).distinct().count();
  }

  private static String ending(String name, int parts) {
    String[] all = name.split("\\.");
    return Arrays.stream(all)
        .skip(Math.max(0, all.length - parts))
        .collect(Collectors.joining("."));
  }

  private ResultSet shown(ResultSet side) {
    if (endings.isEmpty()) {
      return side;
    }
    return side.with(
        side.rows().stream()
            .map(
                row -> {
                  String ending = ending(row.key());
                  return ending == null ? row : row.with(Map.of(PACKAGE, ending));
                })
            .toList());
  }

  private String ending(FigureKey key) {
    String benchmark = key.facets().getOrDefault(FigureKey.BENCHMARK, "");
    return endings.get(join(packageName(benchmark), className(benchmark)));
  }

  private static String join(String packageName, String className) {
    return packageName + " " + className;
  }

  /** The class, which may be nested, without the method: what is left when a name is shown. */
  private static String className(String benchmark) {
    String shown = benchmark.substring(packageName(benchmark).length());
    int method = shown.lastIndexOf('.');
    return method < 0 ? shown : shown.substring(0, method);
  }

  /** The parts of a name before the first one that begins with a capital. */
  private static String packageName(String benchmark) {
    return benchmark.replaceFirst("(?s)^((?:[a-z]\\w*\\.)*)(?=[A-Z]).*$|^.*$", "$1");
  }
}
