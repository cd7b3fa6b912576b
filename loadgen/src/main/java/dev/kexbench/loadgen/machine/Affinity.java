package dev.kexbench.loadgen.machine;

import dev.kexbench.results.machine.AllowedCores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The cores that this process and others may run on, by Linux's {@code /proc} and {@code taskset}.
 */
final class Affinity {
  private static final Path STATUS = Path.of("/proc/self/status");

  /** How often all threads are gone through, if one of them ends in the meantime. */
  private static final int ATTEMPTS = 10;

  private Affinity() {}

  /** Whether this platform can bind a process to cores. */
  static boolean available() {
    return Files.isReadable(STATUS) && SystemCommands.exists("taskset");
  }

  /** The cores that this process may use now; empty if the platform does not report them. */
  static List<Integer> cores() {
    return AllowedCores.of(Path.of("/proc"), "self");
  }

  static String list(List<Integer> cores) {
    return cores.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /**
   * Binds all threads of a process; threads started later inherit the binding. {@code taskset}
   * gives up at a thread that has ended since it listed them, so it is run again.
   */
  static void bind(long process, String cores) throws IOException {
    bindOnce(process, cores);
    bindOnce(process, cores); // threads that others, not bound yet, have started in the meantime
  }

  private static void bindOnce(long process, String cores) throws IOException {
    String pid = String.valueOf(process);
    for (int left = ATTEMPTS - 1; ; left--) {
      try {
        SystemCommands.run("taskset", "--all-tasks", "--cpu-list", "--pid", cores, pid);
        return;
      } catch (IOException e) {
        if (left == 0) {
          throw e;
        }
      }
    }
  }
}
