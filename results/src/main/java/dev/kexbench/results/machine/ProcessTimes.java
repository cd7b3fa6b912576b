package dev.kexbench.results.machine;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the kernel has counted of one process since it started ({@code /proc/PID/stat}, proc(5)).
 *
 * @param name of its program, such as {@code java}
 * @param parent process id of its parent
 * @param kernel whether it is a thread of the kernel
 * @param ticks of 10 ms for which it and its children that have ended ran
 * @param started ticks from the machine's start to its own
 * @param core that it ran on last
 */
record ProcessTimes(
    long pid, String name, long parent, boolean kernel, long ticks, long started, int core) {
  private static final long KERNEL_THREAD = 0x0020_0000L; // PF_KTHREAD
  private static final int PARENT = 1;
  private static final int FLAGS = 6;
  private static final int USER_TIME = 11;
  private static final int TIMES = 4;
  private static final int STARTED = 19;
  private static final int CORE = 36;

  /** Every process that this one can see, by process id. */
  static Map<Long, ProcessTimes> readAll(Path proc) {
    Map<Long, ProcessTimes> processes = new HashMap<>();
    if (!Files.isDirectory(proc)) {
      return processes;
    }
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path folder : folders) {
        KernelFile.linesOfProcess(folder.resolve("stat")).stream()
            .limit(1)
            .map(ProcessTimes::parse)
            .filter(process -> process != null)
            .forEach(process -> processes.put(process.pid, process));
      }
    } catch (IOException | DirectoryIteratorException e) {
      return Map.of(); // no list of processes is complete
    }
    return processes;
  }

  /** A line is {@code PID (NAME) STATE PARENT ...}; null if fields are missing. */
  private static ProcessTimes parse(String line) {
    int open = line.indexOf('(');
    int close = line.lastIndexOf(')');
    String[] fields = close < 0 ? new String[0] : line.substring(close + 1).strip().split("\\s+");
    if (open < 0 || fields.length <= CORE) {
      return null;
    }
    long ticks = 0;
    for (int i = 0; i < TIMES; i++) { // user, system, and the same of children
      ticks += Long.parseLong(fields[USER_TIME + i]);
    }
    return new ProcessTimes(
        Long.parseLong(line.substring(0, open).strip()),
        line.substring(open + 1, close),
        Long.parseLong(fields[PARENT]),
        (Long.parseLong(fields[FLAGS]) & KERNEL_THREAD) != 0,
        ticks,
        Long.parseLong(fields[STARTED]),
        Integer.parseInt(fields[CORE]));
  }

  /** Whether this is a later reading of the same process. */
  boolean continues(ProcessTimes earlier) {
    return earlier != null && earlier.started == started;
  }
}
