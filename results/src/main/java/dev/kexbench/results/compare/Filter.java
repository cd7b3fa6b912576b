package dev.kexbench.results.compare;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Selects figures by the values of their keys: {@code bits=2048 provider=accp,bc}. For a benchmark,
 * any part of its name matches.
 *
 * @param wanted the accepted values of each key
 */
public record Filter(Map<String, List<String>> wanted) {
  /** Selects everything. */
  public static final Filter ALL = new Filter(Map.of());

  /**
   * Parses {@code KEY=VALUE[,VALUE]}, separated by blanks.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static Filter parse(String text) {
    Map<String, List<String>> wanted = new LinkedHashMap<>();
    for (String word : text.strip().split("\\s+")) {
      int equals = word.indexOf('=');
      List<String> values = Arrays.asList(word.substring(equals + 1).split(",", -1));
      if (equals < 1 || values.contains("")) {
        throw new IllegalArgumentException(
            "'%s' is not a filter such as 'bits=2048 provider=accp,bc'".formatted(text));
      }
      wanted.put(plain(word.substring(0, equals)), values);
    }
    return new Filter(wanted);
  }

  /** Whether something with these keys is selected; a missing key does not match. */
  boolean keeps(Map<String, String> keys) {
    return wanted.entrySet().stream()
        .allMatch(
            each ->
                keys.entrySet().stream()
                    .filter(key -> plain(key.getKey()).equals(each.getKey()))
                    .anyMatch(key -> fits(each.getKey(), key.getValue(), each.getValue())));
  }

  private static boolean fits(String key, String value, List<String> wanted) {
    return wanted.stream()
        .map(Filter::plain)
        .anyMatch(
            each ->
                key.equals(FigureKey.BENCHMARK)
                    ? plain(value).contains(each)
                    : plain(String.valueOf(value)).equals(each));
  }

  /** Ignores case, blanks and underscores: {@code THREAD_LOCAL} is thread-local. */
  static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
  }
}
