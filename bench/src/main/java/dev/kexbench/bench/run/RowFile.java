package dev.kexbench.bench.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads a file of rows that lies next to the benchmarks; each file's header explains its contents.
 */
final class RowFile {
  private static final String FOLDER = "/dev/kexbench/bench/suite/";

  private RowFile() {}

  /** Its lines, without empty lines and comments. */
  static List<RowSelector> read(String name) {
    try (InputStream in = RowFile.class.getResourceAsStream(FOLDER + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(RowSelector::parse)
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
