package dev.kexbench.results.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request that has passed the checks of the server.
 *
 * @param change whether it asks to change something
 * @param path without the slash at its beginning; each part decoded
 * @param values of the query, or of the form if it is a change
 */
public record WebRequest(boolean change, List<String> path, Map<String, List<String>> values) {
  /** Keeps its own copies. */
  public WebRequest {
    path = List.copyOf(path);
    values = Map.copyOf(values);
  }

  /**
   * A request by its path and values as they are sent.
   *
   * @throws IllegalArgumentException if they are not encoded as they have to be
   */
  static WebRequest of(boolean change, String path, String values) {
    List<String> parts = new ArrayList<>();
    for (String part : path.replaceFirst("^/", "").split("/", -1)) {
      parts.add(decoded(part.replace("+", "%2B")));
    }
    Map<String, List<String>> named = new LinkedHashMap<>();
    for (String each : values == null ? new String[0] : values.split("&")) {
      int equals = each.indexOf('=');
      if (equals > 0) {
        named
            .computeIfAbsent(decoded(each.substring(0, equals)), any -> new ArrayList<>())
            .add(decoded(each.substring(equals + 1)));
      }
    }
    return new WebRequest(change, parts, named);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** All values of a key, in order. */
  public List<String> all(String key) {
    return values.getOrDefault(key, List.of());
  }

  /** The first value of a key, or an empty text. */
  public String one(String key) {
    return all(key).stream().findFirst().orElse("");
  }
}
