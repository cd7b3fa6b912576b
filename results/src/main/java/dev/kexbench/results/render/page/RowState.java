package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.Change;

/** What rows of a comparison are filtered by; in the order in which they matter. */
enum RowState {
  REGRESSED("regressed", "bad"),
  IMPROVED("improved", "good"),
  UNDECIDED("undecided", "doubt"),
  UNCHANGED("unchanged", ""),
  UNJUDGED("not judged", "");

  private final String words;
  private final String style;

  RowState(String words, String style) {
    this.words = words;
    this.style = style;
  }

  /** The state of a figure with this verdict. */
  static RowState of(Change change) {
    if (change instanceof Change.Regressed) {
      return REGRESSED;
    }
    if (change instanceof Change.Improved) {
      return IMPROVED;
    }
    if (change.isOpen()) {
      return UNDECIDED;
    }
    return change instanceof Change.Equivalent ? UNCHANGED : UNJUDGED;
  }

  /** Of its switch, and in the page's address. */
  String key() {
    return words.replace(' ', '-');
  }

  String words() {
    return words;
  }

  /** The class that colours it; empty for none. */
  String style() {
    return style;
  }

  /** Whether such rows are shown before a reader asks for them. */
  boolean shown() {
    return this != UNCHANGED;
  }
}
