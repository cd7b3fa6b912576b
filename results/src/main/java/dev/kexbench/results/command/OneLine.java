package dev.kexbench.results.command;

/** Formats text as a single line. */
final class OneLine {
  private OneLine() {}

  /** The text with each sequence of white space replaced by one space. */
  static String of(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
