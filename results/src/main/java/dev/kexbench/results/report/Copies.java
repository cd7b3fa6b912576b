package dev.kexbench.results.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes unmodifiable copies of collections that a file may omit: null becomes empty, order is kept.
 */
public final class Copies {
  private Copies() {}

  public static <T> List<T> list(List<T> items) {
    return items == null ? List.of() : List.copyOf(items);
  }

  public static <K, V> Map<K, V> map(Map<K, V> entries) {
    return entries == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }
}
