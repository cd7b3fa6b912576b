package dev.kexbench.loadgen.size;

import dev.kexbench.results.command.Parsed;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The price of a core-hour, as {@code 0.04} or {@code 0.04EUR}.
 *
 * @param price more than 0
 * @param currency empty if none was given
 */
record CoreHour(double price, String currency) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(\\D{0,8})");

  /** The picocli converter. */
  static final class Converter extends Parsed<CoreHour> {
    Converter() {
      super(CoreHour::parse);
    }
  }

  /**
   * Parses a price with or without a currency.
   *
   * @throws IllegalArgumentException with a message that states what was expected
   */
  static CoreHour parse(String text) {
    Matcher parts = TEXT.matcher(text.strip());
    if (!parts.matches() || Double.parseDouble(parts.group(1)) == 0) {
      throw new IllegalArgumentException(
          "'%s' is not a price above 0, such as 0.04 or 0.04EUR".formatted(text));
    }
    return new CoreHour(Double.parseDouble(parts.group(1)), parts.group(2).strip());
  }
}
