package dev.kexbench.results.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads a small file of the kernel. */
public final class KernelFile {
  private KernelFile() {}

  /** Its lines; none where the platform, or this process, does not have it. */
  public static List<String> lines(Path file) {
    if (!Files.isReadable(file)) {
      return List.of();
    }
    try {
      return Files.readAllLines(file);
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + file, broken);
    }
  }

  /** The same of a file that disappears with its process or thread; none if that has ended. */
  public static List<String> linesOfProcess(Path file) {
    try {
      return lines(file);
    } catch (UncheckedIOException ended) {
      return List.of(); // it ended between the check and the read
    }
  }
}
