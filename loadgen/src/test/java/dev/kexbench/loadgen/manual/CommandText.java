package dev.kexbench.loadgen.manual;

import java.util.List;
import java.util.Map;

/**
 * What a command's man page and its completion are made of.
 *
 * @param name as it is typed, without the folder: {@code loadtest}, {@code enroll init}
 * @param summary one line, without a full stop
 * @param synopsis lines
 * @param description sentences
 * @param entries options and positional parameters, by heading
 * @param footer lines of examples, exit codes and notes, as {@code --help} shows them
 */
record CommandText(
    String name,
    String summary,
    List<String> synopsis,
    List<String> description,
    Map<String, List<Entry>> entries,
    List<String> footer,
    List<CommandText> subcommands) {

  /** What follows an option: nothing, a file or folder, one of some words, or any text. */
  enum Value {
    NONE,
    FILE,
    WORD,
    TEXT
  }

  /**
   * An option, or a positional parameter, which has no names.
   *
   * @param term as the page shows it, such as {@code -d, --duration=D}
   * @param words the values that the shell completes
   * @param several whether the value is a list of words, separated by commas
   */
  record Entry(
      List<String> names,
      String term,
      String text,
      Value value,
      List<String> words,
      boolean several) {}

  List<Entry> options() {
    return entries.values().stream()
        .flatMap(List::stream)
        .filter(entry -> !entry.names().isEmpty())
        .toList();
  }
}
