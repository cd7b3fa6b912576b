package dev.kexbench.results.compare;

import java.util.List;

/**
 * Which settings two sides may differ in, since that is what is being compared. Capitals and blanks
 * do not count: {@code cpu-model} is {@code CPU model}.
 */
public record Allowed(List<String> keys) {
  /** All must agree. */
  public static final Allowed NONE = new Allowed(List.of());

  /** Keeps its own copy. */
  public Allowed {
    keys = keys.stream().map(Filter::plain).toList();
  }

  boolean covers(String key) {
    return keys.contains(Filter.plain(key));
  }
}
