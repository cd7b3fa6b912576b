package dev.kexbench.loadgen.record;

import dev.kexbench.results.machine.KernelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A thread, as the JVM numbers it and, where the platform tells, as the kernel does.
 *
 * @param jvm {@link Thread#getId}
 * @param task the kernel's folder about it
 */
public record ThreadId(long jvm, Optional<Path> task) {
  private static final Path PROC = Path.of("/proc");
  private static final int WAITED = 1;

  /** The thread that asks. */
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

  /**
   * For how many nanoseconds it has been ready to run while no core was free for it; 0 where the
   * platform does not tell.
   */
  long waitedNanos() {
    List<String> lines =
        task.map(folder -> KernelFile.lines(folder.resolve("schedstat"))).orElse(List.of());
    return lines.isEmpty() ? 0 : Long.parseLong(lines.get(0).strip().split(" ")[WAITED]);
  }
}
