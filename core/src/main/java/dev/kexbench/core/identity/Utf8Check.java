package dev.kexbench.core.identity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Finds the place where a file stops being UTF-8, for the message about a file that is not. */
final class Utf8Check {
  private static final int BLOCK = 8192;
  private static final byte[] UTF_16_LITTLE = {(byte) 0xFF, (byte) 0xFE};
  private static final byte[] UTF_16_BIG = {(byte) 0xFE, (byte) 0xFF};

  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final ByteBuffer bytes = ByteBuffer.allocate(BLOCK);
  private final CharBuffer ignored = CharBuffer.allocate(BLOCK);
  private long line = 1;
  private long column = 1;

  private Utf8Check() {}

  /**
   * What to do about a file that is not UTF-8, and where it is not: {@code "is not UTF-8 at line 2,
   * byte 35 …"}. Lines and bytes of a line count from 1.
   */
  static String describe(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(UTF_16_BIG.length);
      if (Arrays.equals(start, UTF_16_LITTLE) || Arrays.equals(start, UTF_16_BIG)) {
        return "is not UTF-8 at line 1, byte 1, but UTF-16; " + conversion("UTF-16");
      }
      Utf8Check check = new Utf8Check();
      check.bytes.put(start);
      check.findDefect(in);
      return "is not UTF-8 at line %d, byte %d; if it is Latin-1, %s"
          .formatted(check.line, check.column, conversion("ISO-8859-1"));
    }
  }

  private static String conversion(String charset) {
    return "convert it: iconv -f " + charset + " -t UTF-8";
  }

  /** Reads on until the first defect, or to the end. */
  private void findDefect(InputStream in) throws IOException {
    CoderResult result = CoderResult.UNDERFLOW;
    boolean end = false;
    while (!end && !result.isError()) {
      int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
      end = read < 0;
      bytes.position(bytes.position() + Math.max(0, read)).flip();
      result = decoder.decode(bytes, ignored, end);
      count();
      ignored.clear();
      bytes.compact();
    }
  }

  /** Counts the lines and bytes that the decoder has accepted. */
  private void count() {
    for (int i = 0; i < bytes.position(); i++) {
      boolean ends = bytes.get(i) == '\n';
      line += ends ? 1 : 0;
      column = ends ? 1 : column + 1;
    }
  }
}
