package dev.kexbench.results.compare;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Under which circumstances a file's figures were taken: what must agree for a comparison to mean
 * anything.
 *
 * @param source the file
 * @param keys such as {@code cores}, in order; null where the file does not tell
 * @param hostClass a short name of machines of its kind, or null where the file does not tell
 */
public record Setting(String source, Map<String, String> keys, String hostClass) {
  /** Keeps its own copy. */
  public Setting {
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
  }
}
