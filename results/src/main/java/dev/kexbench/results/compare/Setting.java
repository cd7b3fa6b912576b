package dev.kexbench.results.compare;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings under which a file's figures were measured, which must agree in a meaningful
 * comparison.
 *
 * @param source the file
 * @param keys such as {@code cores}, in order; null if the file does not state the value
 * @param hostClass a short name for machines of its kind, or null if the file does not state it
 */
public record Setting(String source, Map<String, String> keys, String hostClass) {
  /** Keeps its own copy. */
  public Setting {
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
  }
}
