package dev.kexbench.results.command;

import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Colours verdicts and changes in lines of text: {@code VALID} and {@code improved} green, {@code
 * SUSPECT} yellow, {@code INVALID} and {@code regressed} red. It sees finished lines, so columns
 * stay as wide as they are.
 */
final class ColouredLines extends Writer {
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";
  private static final String USUAL = "\u001b[0m";

  private static final Map<String, String> COLOURS =
      Map.of(
          "VALID", GREEN,
          "SUSPECT", YELLOW,
          "INVALID", RED,
          "NOT VALID", RED,
          "improved", GREEN,
          "regressed", RED);

  /** A state anywhere; a change as a count above 0, or as the last cell of a row. */
  private static final Pattern WORDS =
      Pattern.compile(
          "\\b(?:NOT VALID|(?:IN)?VALID|SUSPECT)\\b"
              + "|(?<=\\b[1-9]\\d{0,8} )(?:improved|regressed)\\b"
              + "|(?<= {3}|, )(?:improved|regressed)$");

  private final Writer out;
  private final StringBuilder line = new StringBuilder();

  ColouredLines(Writer out) {
    this.out = out;
  }

  /** The line with its words coloured. */
  static String coloured(CharSequence line) {
    return WORDS.matcher(line).replaceAll(word -> COLOURS.get(word.group()) + word.group() + USUAL);
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    for (int at = from; at < from + length; at++) {
      if (text[at] == '\n') {
        out.write(coloured(line) + "\n");
        line.setLength(0);
      } else {
        line.append(text[at]);
      }
    }
  }

  /** Writes an unfinished line as it is. */
  @Override
  public void flush() throws IOException {
    out.write(line.toString());
    line.setLength(0);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    flush();
    out.close();
  }
}
