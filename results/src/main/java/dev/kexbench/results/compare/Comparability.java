package dev.kexbench.results.compare;

import dev.kexbench.results.report.Validity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whether two sides may be compared.
 *
 * @param differences of machine or plan, which make a comparison meaningless
 * @param invalid why a side is not valid; empty if both are
 * @param warnings settings that should agree but are unknown, and sides that are suspect
 */
public record Comparability(List<String> differences, List<String> invalid, List<String> warnings) {
  /** Keeps its own copies. */
  public Comparability {
    differences = List.copyOf(differences);
    invalid = List.copyOf(invalid);
    warnings = List.copyOf(warnings);
  }

  static Comparability of(ResultSet base, ResultSet fresh, AllowedDifferences allowed) {
    List<String> differences = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    if (base.kind() == fresh.kind()) {
      new Settings(base, fresh, allowed).into(differences, warnings);
    } else {
      differences.add("kind: %s in BASE, %s in NEW".formatted(base.kind(), fresh.kind()));
    }
    List<String> invalid = new ArrayList<>();
    doubts("BASE", base, Validity.INVALID, invalid);
    doubts("NEW", fresh, Validity.INVALID, invalid);
    doubts("BASE", base, Validity.SUSPECT, warnings);
    doubts("NEW", fresh, Validity.SUSPECT, warnings);
    return new Comparability(differences, invalid, warnings);
  }

  /** Whether the figures of the two sides have the same meaning. */
  public boolean comparable() {
    return differences.isEmpty();
  }

  /** The settings of all files of both sides. */
  private record Settings(List<Setting> all, AllowedDifferences allowed) {
    Settings(ResultSet base, ResultSet fresh, AllowedDifferences allowed) {
      this(Stream.concat(base.settings().stream(), fresh.settings().stream()).toList(), allowed);
    }

    void into(List<String> differences, List<String> warnings) {
      Set<String> keys = new LinkedHashSet<>();
      all.forEach(setting -> keys.addAll(setting.keys().keySet()));
      for (String key : keys) {
        Map<String, String> sources = sourceByValue(key);
        if (sources.size() > 1) {
          (allowed.covers(key) ? warnings : differences).add(key + ": " + described(sources));
        }
        Set<String> silent = silent(key);
        if (!silent.isEmpty()) {
          warnings.add("%s: not recorded in %s".formatted(key, String.join(", ", silent)));
        }
      }
    }

    private Map<String, String> sourceByValue(String key) {
      Map<String, String> sources = new LinkedHashMap<>();
      for (Setting setting : all) {
        String value = setting.keys().get(key);
        if (value != null) {
          sources.putIfAbsent(value, setting.source());
        }
      }
      return sources;
    }

    private Set<String> silent(String key) {
      Set<String> sources = new TreeSet<>();
      for (Setting setting : all) {
        if (setting.keys().containsKey(key) && setting.keys().get(key) == null) {
          sources.add(setting.source());
        }
      }
      return sources;
    }

    private static String described(Map<String, String> sources) {
      List<String> parts = new ArrayList<>();
      sources.forEach((value, source) -> parts.add(value + " in " + source));
      return String.join(", ", parts);
    }
  }

  private static void doubts(String side, ResultSet set, Validity effect, List<String> into) {
    if (set.verdict().state() == effect && set.verdict().reasons().isEmpty()) {
      into.add("%s is %s".formatted(side, effect));
    }
    set.verdict().reasons().stream()
        .filter(reason -> reason.effect() == effect)
        .forEach(reason -> into.add("%s is %s: %s".formatted(side, effect, reason.text())));
  }
}
