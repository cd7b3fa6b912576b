package dev.kexbench.core.identity;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of comma-separated values (RFC 4180), without blank lines and # comments. Reads ahead by
 * one character and keeps one row in memory.
 */
final class CsvRows {
  private static final int END = -1;
  private static final char BYTE_ORDER_MARK = '\ufeff';

  /** More than any row has: names are at most 255 bytes. */
  private static final int LONGEST_ROW = 65_536;

  private final Reader text;
  private final List<String> fields = new ArrayList<>();
  private int ahead;
  private long taken;
  private long start;
  private int line;
  private int linesInRow;

  /** Reads from a buffered reader, which the caller closes, after any byte order mark. */
  CsvRows(Reader text) throws IOException {
    this.text = text;
    ahead = text.read();
    if (ahead == BYTE_ORDER_MARK) {
      take();
    }
  }

  /**
   * Moves to the next row; false if there is none.
   *
   * @throws IllegalArgumentException if a quoted field is not terminated correctly, or the row is
   *     longer than 65,536 characters; {@link #line()} is then the row's line
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

  /** The fields of this row; valid until the next call of {@link #next()}. */
  List<String> fields() {
    return fields;
  }

  /** The line on which this row starts, from 1. */
  int line() {
    return line;
  }

  /** The offset of this row, in characters. */
  long start() {
    return start;
  }

  /** The offset of the end of this row, in characters. */
  long end() {
    return taken;
  }

  private int take() throws IOException {
    if (taken - start > LONGEST_ROW) {
      throw new IllegalArgumentException("the row is longer than " + LONGEST_ROW + " characters");
    }
    int c = ahead;
    ahead = text.read();
    taken++;
    return c;
  }

  private void skipLine() throws IOException {
    while (ahead != END && take() != '\n') {
      start = taken; // a comment may be of any length
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

  /** Consumes a quote; true if it closes the field, false if it is the first of a doubled quote. */
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
