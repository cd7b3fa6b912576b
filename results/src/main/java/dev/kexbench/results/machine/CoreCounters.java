package dev.kexbench.results.machine;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the kernel has counted so far of some processes and of the cores that they may use. Two
 * readings show whether the processes had these cores to themselves: {@link Contention}.
 *
 * @param nanoTime when it was read, by {@link System#nanoTime}
 * @param times of each core that they may use, by number; empty if unknown
 * @param threads of the processes, by thread id; empty if unknown
 * @param pressureMicros for which at least one task of the machine waited for a core; null if
 *     unknown
 */
public record CoreCounters(
    long nanoTime,
    Map<Integer, CoreTimes> times,
    Map<Long, ThreadTimes> threads,
    Long pressureMicros) {
  /** Keeps copies; missing ones become empty. */
  public CoreCounters {
    times = times == null ? Map.of() : new TreeMap<>(times);
    threads = threads == null ? Map.of() : Map.copyOf(threads);
  }

  /** The counters of this process. */
  public static CoreCounters read() {
    return read(Path.of("/proc"), List.of(ProcessHandle.current().pid()));
  }

  static CoreCounters read(Path proc, Collection<Long> pids) {
    Map<Integer, CoreTimes> times = CoreTimes.read(proc);
    Map<Long, ThreadTimes> threads = new HashMap<>();
    List<Integer> allowed =
        pids.stream().flatMap(pid -> AllowedCores.of(proc, pid.toString()).stream()).toList();
    pids.forEach(pid -> threads.putAll(ThreadTimes.read(proc, pid)));
    times.keySet().retainAll(allowed);
    return new CoreCounters(System.nanoTime(), times, threads, CpuPressure.micros(proc));
  }

  /** The cores that the processes may use; empty if unknown. */
  List<Integer> cores() {
    return List.copyOf(times.keySet());
  }
}
