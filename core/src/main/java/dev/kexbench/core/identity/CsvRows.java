package dev.kexbench.core.identity;

import java.util.ArrayList;
import java.util.List;

/** The rows of a text of comma-separated values (RFC 4180), blank lines and # comments left out. */
final class CsvRows {
  private final String text;
  private final List<String> fields = new ArrayList<>();
  private int at;
  private int line;
  private int linesInRow;

  CsvRows(String text) {
    this.text = text;
  }

  /**
   * Moves to the next row, if there is one.
   *
   * @throws IllegalArgumentException if a quote does not end its field; {@link #line()} is the
   *     row's
   */
  boolean next() {
    while (at < text.length()) {
      line += Math.max(1, linesInRow);
      linesInRow = 1;
      if (text.charAt(at) == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end + 1;
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

  private void readRow() {
    fields.clear();
    do {
      fields.add(at < text.length() && text.charAt(at) == '"' ? quotedField() : plainField());
    } while (at < text.length() && text.charAt(at++) == ',');
  }

  private String plainField() {
    int from = at;
    while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
      at++;
    }
    int to = at > from && text.charAt(at - 1) == '\r' ? at - 1 : at;
    return text.substring(from, to);
  }

  private String quotedField() {
    StringBuilder field = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"' && !(at + 1 < text.length() && text.charAt(at + 1) == '"')) {
        break;
      }
      at += c == '"' ? 1 : 0;
      linesInRow += c == '\n' ? 1 : 0;
      field.append(c);
    }
    if (at == text.length()) {
      throw new IllegalArgumentException("a quoted field lacks its closing quote");
    }
    at++;
    if (!plainField().isEmpty()) {
      throw new IllegalArgumentException("text follows the closing quote of a field");
    }
    return field.toString();
  }

  static String quoted(String field) {
    boolean plain =
        field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
            && !field.startsWith("#");
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
