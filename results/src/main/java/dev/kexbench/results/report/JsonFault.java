package dev.kexbench.results.report;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a text is not JSON, and why if that is one of the usual reasons.
 *
 * @param pattern of the parser's message; its group is a part of the text
 * @param reason with a place for that part
 */
record JsonFault(Pattern pattern, String reason) {
  private static final List<JsonFault> USUAL =
      List.of(
          fault("Non-standard token '([^'\\p{Cntrl}]+)'", "%s without quotes is not a number"),
          fault("Duplicate field '([^'\\p{Cntrl}]+)'", "the key '%s' is there twice"),
          fault("((?i)illegal unquoted character)", "a control character that is not escaped"),
          fault("(Trailing token)", "more follows after the end"));

  private static JsonFault fault(String message, String reason) {
    return new JsonFault(Pattern.compile(message), reason);
  }

  /**
   * Whether the content begins like JSON and ends where a value, or the rest of one, is missing.
   */
  static boolean isCut(byte[] content, JsonProcessingException broken) {
    boolean begun = content.length > 0 && (content[0] == '[' || content[0] == '{');
    return broken instanceof JsonEOFException
        || begun
            && broken.getLocation() != null
            && broken.getLocation().getByteOffset() >= content.length;
  }

  /** Line and column, and the reason if it is a usual one. */
  static String of(JsonProcessingException broken) {
    return USUAL.stream()
        .map(fault -> fault.in(String.valueOf(broken.getOriginalMessage())))
        .filter(reason -> !reason.isEmpty())
        .findFirst()
        .map(reason -> place(broken.getLocation()) + ": " + reason)
        .orElse(place(broken.getLocation()));
  }

  private String in(String message) {
    Matcher found = pattern.matcher(message);
    return found.find() ? reason.replace("%s", found.group(1)) : "";
  }

  private static String place(JsonLocation location) {
    return location == null
        ? "line 1"
        : "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
