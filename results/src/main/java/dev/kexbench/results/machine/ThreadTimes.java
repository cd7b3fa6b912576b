package dev.kexbench.results.machine;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the scheduler has counted of one thread since it started ({@code /proc/PID/task/TID/
 * schedstat}, proc(5)).
 *
 * @param runNanos for which it ran
 * @param waitNanos for which it was runnable, but waited for a core
 */
public record ThreadTimes(long runNanos, long waitNanos) {
  static final ThreadTimes NONE = new ThreadTimes(0, 0);

  private static final int POLICY = 38;
  private static final String IDLE_POLICY = "5";

  /**
   * Those of the threads of a process by thread id; empty if the platform does not report them.
   * Threads that are to run on idle cores only (SCHED_IDLE, sched(7)) are left out: they wait by
   * intent, and for so long that the wait may have begun long before the measured time.
   */
  static Map<Long, ThreadTimes> read(Path proc, long pid) {
    return read(proc, pid, false);
  }

  /** The same with those that are to run on idle cores only. */
  static Map<Long, ThreadTimes> readAll(Path proc, long pid) {
    return read(proc, pid, true);
  }

  private static Map<Long, ThreadTimes> read(Path proc, long pid, boolean yielding) {
    Path tasks = proc.resolve(String.valueOf(pid)).resolve("task");
    Map<Long, ThreadTimes> threads = new HashMap<>();
    if (!Files.isDirectory(tasks)) {
      return threads;
    }
    try (DirectoryStream<Path> each = Files.newDirectoryStream(tasks)) {
      for (Path task : each) {
        List<String> lines = KernelFile.linesOfProcess(task.resolve("schedstat"));
        if (!lines.isEmpty() && (yielding || !yields(task))) {
          threads.put(Long.valueOf(task.getFileName().toString()), of(lines.get(0)));
        }
      }
    } catch (IOException | DirectoryIteratorException ended) {
      return Map.of(); // the process has ended
    }
    return threads;
  }

  private static boolean yields(Path task) {
    return KernelFile.linesOfProcess(task.resolve("stat")).stream()
        .map(line -> line.substring(line.lastIndexOf(')') + 1).strip().split("\\s+"))
        .anyMatch(fields -> fields.length > POLICY && fields[POLICY].equals(IDLE_POLICY));
  }

  private static ThreadTimes of(String line) {
    String[] fields = line.strip().split("\\s+");
    return new ThreadTimes(Long.parseLong(fields[0]), Long.parseLong(fields[1]));
  }

  ThreadTimes minus(ThreadTimes earlier) {
    return new ThreadTimes(runNanos - earlier.runNanos, waitNanos - earlier.waitNanos);
  }
}
