package dev.kexbench.results.render;

/** Text in lines that fit a terminal. */
public final class WrappedText {
  /** Columns that every terminal is taken to have. */
  static final int WIDTH = 120;

  private WrappedText() {}

  /**
   * The text in lines of at most {@link #WIDTH} characters, each ended; broken only at spaces that
   * are not between a number and its unit, so that a longer word has a longer line.
   *
   * @param indent before all lines but the first
   */
  public static String of(String text, String indent) {
    StringBuilder lines = new StringBuilder();
    int start = 0;
    for (String word : text.split("(?<=[^\\s\\d]) ")) {
      int length = lines.length() - start;
      if (length > 0 && length + 1 + word.length() > WIDTH) {
        lines.append('\n');
        start = lines.length();
        lines.append(indent);
      } else if (length > 0) {
        lines.append(' ');
      }
      lines.append(word);
    }
    return lines.append('\n').toString();
  }
}
