package dev.kexbench.core.identity;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of comma-separated values (RFC 4180), blank lines and # comments left out. Reads ahead
 * by one character, and keeps one row.
 */
final class CsvRows {
  private static final int END = -1;

  private final Reader text;
  private final List<String> fields = new ArrayList<>();
  private int ahead;
  private long taken;
  private long start;
  private int line;
  private int linesInRow;

  /** Reads from a buffered reader, which the caller closes. */
  CsvRows(Reader text) throws IOException {
    this.text = text;
    ahead = text.read();
  }

  /**
   * Moves to the next row, if there is one.
   *
   * @throws IllegalArgumentException if a quote does not end its field; {@link #line()} is the
   *     row's
   */
  boolean next() throws IOException {
    while (ahead != END) {
      line += Math.max(1, linesInRow);
      linesInRow = 1;
      start = taken;
      if (ahead == '#') {
        skipLine();
        continue;
      }
      readRow();
      if (fields.size() > 1 || !fields.get(0).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** The fields of this row; valid until the next one. */
  List<String> fields() {
    return fields;
  }

  /** The line on which this row starts, from 1. */
  int line() {
    return line;
  }

  /** How many characters stand before this row. */
  long start() {
    return start;
  }

  /** How many characters stand before what follows this row. */
  long end() {
    return taken;
  }

  private int take() throws IOException {
    int c = ahead;
    ahead = text.read();
    taken++;
    return c;
  }

  private void skipLine() throws IOException {
    while (ahead != END && take() != '\n') {
      continue;
    }
  }

  private void readRow() throws IOException {
    fields.clear();
    do {
      fields.add(ahead == '"' ? quotedField() : plainField());
    } while (ahead != END && take() == ',');
  }

  private String plainField() throws IOException {
    StringBuilder field = new StringBuilder();
    while (ahead != END && ahead != ',' && ahead != '\n') {
      field.append((char) take());
    }
    int last = field.length() - 1;
    if (last >= 0 && field.charAt(last) == '\r') {
      field.setLength(last);
    }
    return field.toString();
  }

  private String quotedField() throws IOException {
    StringBuilder field = new StringBuilder();
    take();
    while (!closingQuote()) {
      if (ahead == END) {
        throw new IllegalArgumentException("a quoted field lacks its closing quote");
      }
      linesInRow += ahead == '\n' ? 1 : 0;
      field.append((char) take());
    }
    if (!plainField().isEmpty()) {
      throw new IllegalArgumentException("text follows the closing quote of a field");
    }
    return field.toString();
  }

  /** Takes a quote; whether it closes the field, rather than being the first of a doubled one. */
  private boolean closingQuote() throws IOException {
    if (ahead != '"') {
      return false;
    }
    take();
    return ahead != '"';
  }

  static String quoted(String field) {
    boolean plain =
        field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
            && !field.startsWith("#");
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
