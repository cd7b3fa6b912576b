package dev.kexbench.bench.fork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * JMH's benchmark threads. JMH creates them for the first iteration and keeps them for all others,
 * in a fixed pool whose threads it names {@code <benchmark>-jmh-worker-<number>} (BenchmarkHandler,
 * WorkerThreadFactories in JMH 1.37), so they are found by name.
 */
final class Workers {
  private static final String NAME = "-jmh-worker-";

  /** Linux keeps 15 characters of a thread's name. */
  private static final int KEPT = 15;

  private static final String BETWEEN = "..";

  private Workers() {}

  /** Those that exist now. */
  static List<ThreadInfo> now() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(Objects::nonNull)
        .filter(thread -> thread.getThreadName().contains(NAME))
        .toList();
  }

  /** Their ids in the kernel; empty if they cannot be found, as on systems other than Linux. */
  static List<String> kernelIds() {
    Path tasks = Path.of("/proc/self/task");
    List<String> names = now().stream().map(ThreadInfo::getThreadName).toList();
    if (names.isEmpty() || !Files.isDirectory(tasks)) {
      return List.of();
    }
    List<String> ids = new ArrayList<>();
    try (Stream<Path> all = Files.list(tasks)) {
      for (Path task : all.toList()) {
        if (isOneOf(names, task.resolve("comm"))) {
          ids.add(task.getFileName().toString());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ids.size() == names.size() ? ids : List.of();
  }

  private static boolean isOneOf(List<String> names, Path comm) throws IOException {
    try {
      String kept = Files.readString(comm).strip();
      return names.stream().anyMatch(name -> isKept(kept, name));
    } catch (NoSuchFileException ended) {
      // The thread has ended since the folder was listed.
      return false;
    }
  }

  /**
   * Whether this is what the kernel keeps of a thread's name: its beginning, or with newer JDKs its
   * beginning and its end with two dots between them (JDK-8368124).
   */
  static boolean isKept(String kept, String name) {
    int dots = kept.indexOf(BETWEEN);
    return kept.equals(name.substring(0, Math.min(KEPT, name.length())))
        || dots > 0
            && name.startsWith(kept.substring(0, dots))
            && name.endsWith(kept.substring(dots + BETWEEN.length()));
  }
}
