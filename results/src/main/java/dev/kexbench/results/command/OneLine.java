package dev.kexbench.results.command;

/** Text for a terminal's single line. */
final class OneLine {
  private OneLine() {}

  /** The text with every run of blanks and line breaks as one space. */
  static String of(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
