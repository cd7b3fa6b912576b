package dev.kexbench.loadgen.manual;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text in the language of man pages: macros of groff's man(7), with all text escaped. */
final class Roff {
  /** Characters that roff would interpret, or print as something that cannot be copied. */
  private static final Map<Integer, String> ESCAPES =
      Map.of(
          (int) '\\', "\\e",
          (int) '-', "\\-",
          (int) '\'', "\\(aq",
          (int) '"', "\\(dq",
          (int) '`', "\\(ga",
          (int) '^', "\\(ha",
          (int) '~', "\\(ti",
          (int) Roff.MAY_BREAK, "\\:");

  /** Where a long word may be broken: a zero-width space. */
  private static final char MAY_BREAK = '\u200b';

  private static final Pattern LONG_LIST = Pattern.compile("\\S{40,}");

  private static final int LAST_ASCII = 0x7e;

  private final StringBuilder text = new StringBuilder();

  /**
   * The text without its special meanings, in ASCII; it may stand anywhere but at a line's start.
   */
  static String escaped(String text) {
    String breakable =
        LONG_LIST
            .matcher(text)
            .replaceAll(
                word -> Matcher.quoteReplacement(word.group().replace(",", "," + MAY_BREAK)));
    StringBuilder escaped = new StringBuilder();
    breakable.codePoints().forEach(each -> append(escaped, each));
    return escaped.toString();
  }

  private static void append(StringBuilder to, int codePoint) {
    if (ESCAPES.containsKey(codePoint)) {
      to.append(ESCAPES.get(codePoint));
    } else if (codePoint > LAST_ASCII) {
      to.append("\\[u%04X]".formatted(codePoint));
    } else {
      to.appendCodePoint(codePoint);
    }
  }

  /** A macro, its arguments quoted. */
  Roff macro(String name, String... arguments) {
    text.append('.').append(name);
    for (String argument : arguments) {
      text.append(" \"").append(escaped(argument)).append('"');
    }
    text.append('\n');
    return this;
  }

  /** A request as it stands, for those that take no quoted arguments. */
  Roff request(String request) {
    text.append('.').append(request).append('\n');
    return this;
  }

  /** A line of text; a leading dot, quote or blank begins no request. */
  Roff line(String line) {
    String escaped = escaped(line);
    boolean safe = !escaped.isEmpty() && " .".indexOf(escaped.charAt(0)) < 0;
    text.append(safe ? "" : "\\&").append(escaped).append('\n');
    return this;
  }

  /** A paragraph. */
  Roff paragraph(String paragraph) {
    return request("PP").line(paragraph);
  }

  /** Lines as they are, for commands that are typed. */
  Roff example(Iterable<String> lines) {
    request("PP").request("RS 4").request("nf");
    lines.forEach(this::line);
    return request("fi").request("RE");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
