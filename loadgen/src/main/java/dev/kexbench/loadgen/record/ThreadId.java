package dev.kexbench.loadgen.record;

import dev.kexbench.results.machine.KernelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The identity of a thread in the JVM and, if the platform reports it, in the kernel.
 *
 * @param jvm {@link Thread#getId}
 * @param task its directory in /proc
 */
public record ThreadId(long jvm, Optional<Path> task) {
  private static final Path PROC = Path.of("/proc");
  private static final int WAIT_FIELD = 1;

  /** The current thread. */
  public static ThreadId current() {
    Path self = PROC.resolve("thread-self");
    long jvm = Thread.currentThread().getId();
    if (!Files.isSymbolicLink(self)) {
      return new ThreadId(jvm, Optional.empty());
    }
    try {
      return new ThreadId(jvm, Optional.of(PROC.resolve(Files.readSymbolicLink(self))));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + self, e);
    }
  }

  /** Its id in the kernel; empty if the platform does not report it. */
  public Optional<String> kernel() {
    return task.map(Path::getFileName).map(Path::toString);
  }

  /**
   * The time for which it has been runnable and waited for a core, in nanoseconds; 0 if the
   * platform does not report it.
   */
  long waitedNanos() {
    List<String> lines =
        task.map(folder -> KernelFile.linesOfProcess(folder.resolve("schedstat")))
            .orElse(List.of());
    return lines.isEmpty() ? 0 : Long.parseLong(lines.get(0).strip().split(" ")[WAIT_FIELD]);
  }
}
