package dev.kexbench.results.machine;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A thread that is bound to other cores than its process, as the JIT compilers of a server are
 * during a run.
 *
 * @param pid of its process
 * @param cores that it may use
 * @param runNanos for which it has run since its start
 */
public record MovedThread(long pid, long tid, List<Integer> cores, long runNanos) {
  /** Those of a process that may use these cores. */
  static List<MovedThread> of(Path proc, long pid, List<Integer> ofProcess) {
    return ThreadTimes.readAll(proc, pid).entrySet().stream()
        .map(thread -> of(proc, pid, thread))
        .filter(thread -> !thread.cores.isEmpty() && !thread.cores.equals(ofProcess))
        .toList();
  }

  private static MovedThread of(Path proc, long pid, Map.Entry<Long, ThreadTimes> thread) {
    String folder = pid + "/task/" + thread.getKey();
    return new MovedThread(
        pid, thread.getKey(), AllowedCores.of(proc, folder), thread.getValue().runNanos());
  }

  /** For how long it has run since the earlier reading of all of them. */
  long since(Collection<MovedThread> before) {
    return runNanos
        - before.stream()
            .filter(each -> each.pid == pid && each.tid == tid)
            .mapToLong(MovedThread::runNanos)
            .findFirst()
            .orElse(0);
  }
}
