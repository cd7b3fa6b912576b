package dev.kexbench.results.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * The part of a JSON file that a list shows. Values that are not wanted are skipped by counting
 * brackets, which costs a tenth of parsing them; what is wrong inside of them is not seen.
 */
final class JsonExcerpt {
  /** More than any report has; the parser has the same limit. */
  private static final int MOST_DEPTH = 1_000;

  private final byte[] json;
  private final Set<String> wanted;
  private final byte[] kept;
  private int at;
  private int length;
  private int depth;

  private JsonExcerpt(byte[] json, Set<String> wanted) {
    this.json = json;
    this.wanted = wanted;
    this.kept = new byte[json.length];
  }

  /**
   * The text of an object in UTF-8 with 0 in place of what is not wanted; any other text as it is.
   *
   * @param wanted paths of keys, such as {@code runs.plan} for all of the plan of each element of
   *     {@code runs}; that only some keys below a path are wanted is stated by the path with a dot
   *     at its end, such as {@code runs.}
   * @throws IOException if a value does not end, or no value is where one has to be
   */
  static byte[] of(byte[] json, Set<String> wanted) throws IOException {
    JsonExcerpt excerpt = new JsonExcerpt(json, wanted);
    return excerpt.peek() == '{' ? excerpt.whole() : json;
  }

  private byte[] whole() throws IOException {
    value("");
    while (at < json.length) {
      keep(); // what follows is for the parser to refuse
    }
    return Arrays.copyOf(kept, length);
  }

  /** The next byte that is no white space, or 0 at the end. */
  private byte peek() {
    while (at < json.length && json[at] <= ' ' && json[at] >= 0) {
      at++;
    }
    return at < json.length ? json[at] : 0;
  }

  private void keep() {
    kept[length++] = json[at++];
  }

  /** Copies a value without what is not wanted below this path. */
  private void value(String path) throws IOException {
    if (++depth > MOST_DEPTH) {
      throw new IOException("is nested too deeply");
    }
    byte first = peek();
    if (first == '{') {
      members(path);
    } else if (first == '[') {
      elements(path);
    } else {
      copy();
    }
    depth--;
  }

  private void members(String path) throws IOException {
    keep();
    while (peek() == '"') {
      String key = path + key();
      if (peek() != ':') {
        throw new IOException("a key has no value");
      }
      keep();
      if (wanted.contains(key)) {
        copy();
      } else if (wanted.contains(key + ".")) {
        value(key + ".");
      } else {
        skip();
        kept[length++] = '0'; // no longer than any value
      }
      if (peek() == ',') {
        keep();
      }
    }
    end('}');
  }

  private void elements(String path) throws IOException {
    keep();
    while (peek() != ']') {
      value(path);
      if (peek() == ',') {
        keep();
      }
    }
    end(']');
  }

  private void end(char bracket) throws IOException {
    if (peek() != bracket) {
      throw new IOException("ends early");
    }
    keep();
  }

  /** Copies a key and returns it, as it is written. */
  private String key() throws IOException {
    int from = at;
    copy();
    return new String(json, from + 1, at - from - 2, StandardCharsets.UTF_8);
  }

  private void copy() throws IOException {
    peek();
    int from = at;
    skip();
    System.arraycopy(json, from, kept, length, at - from);
    length += at - from;
  }

  /** Moves behind a value. */
  private void skip() throws IOException {
    int depth = 0;
    peek();
    do {
      if (at >= json.length) {
        throw new IOException("ends early");
      }
      switch (json[at]) {
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        case '"' -> text();
        default -> {}
      }
      at++;
    } while (depth > 0 || (at < json.length && scalar(json[at]) && scalar(json[at - 1])));
    if (depth < 0) {
      throw new IOException("has no value");
    }
  }

  private static boolean scalar(byte letter) {
    return letter > ' ' && ",:{}[]\"".indexOf(letter) < 0;
  }

  /** Moves to the end of a text. */
  private void text() throws IOException {
    for (at++; at < json.length; at++) {
      if (json[at] == '"') {
        return;
      }
      if (json[at] == '\\') {
        at++;
      }
    }
    throw new IOException("ends early");
  }
}
