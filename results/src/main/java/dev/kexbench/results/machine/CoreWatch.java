package dev.kexbench.results.machine;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Watches the contention for the cores of one side of a run: {@link Contention}. */
public final class CoreWatch {
  private final Path proc;
  private final Set<Long> side;
  private final Set<Long> run;

  /**
   * A watch of processes on this machine.
   *
   * @param side processes of the side
   * @param run all processes of the run on this machine; their children belong to it as well
   */
  CoreWatch(Path proc, Collection<Long> side, Collection<Long> run) {
    this.proc = proc;
    this.side = Set.copyOf(side);
    this.run = new HashSet<>(run);
    this.run.addAll(side);
  }

  /** A watch of this process, in a run with these servers on this machine. */
  public static CoreWatch generator(Collection<Long> servers) {
    return new CoreWatch(Path.of("/proc"), Set.of(ProcessHandle.current().pid()), servers);
  }

  /** A watch of these servers on this machine, in a run of this process. */
  public static CoreWatch servers(Collection<Long> servers) {
    return new CoreWatch(Path.of("/proc"), servers, Set.of(ProcessHandle.current().pid()));
  }

  /**
   * The counters of one moment.
   *
   * @param machineCores number of cores of the machine
   * @param processes all that are visible, by process id
   * @param allowed the cores of each process of the run
   * @param moved threads of the run that are bound to other cores than their process
   */
  public record Reading(
      CoreCounters counters,
      int machineCores,
      Map<Long, ProcessTimes> processes,
      Map<Long, List<Integer>> allowed,
      List<MovedThread> moved) {}

  /** Reads the counters, which takes some milliseconds. */
  public Reading read() {
    Map<Long, ProcessTimes> processes = ProcessTimes.readAll(proc);
    Map<Long, List<Integer>> allowed = new HashMap<>();
    OtherProcesses.withDescendants(processes, run)
        .forEach(pid -> allowed.put(pid, AllowedCores.of(proc, pid.toString())));
    List<MovedThread> moved =
        allowed.entrySet().stream()
            .flatMap(each -> MovedThread.of(proc, each.getKey(), each.getValue()).stream())
            .toList();
    int machineCores = CoreTimes.read(proc).size();
    return new Reading(CoreCounters.read(proc, side), machineCores, processes, allowed, moved);
  }

  /** The contention since then. */
  public Contention since(Reading before) {
    return between(before, read());
  }

  static boolean overlap(List<Integer> one, Collection<Integer> other) {
    return one == null || one.isEmpty() || one.stream().anyMatch(other::contains);
  }

  /** What moved threads ran on these cores, less what threads of processes there ran elsewhere. */
  private static long movedNanos(Reading before, Reading after, List<Integer> cores) {
    long nanos = 0;
    for (MovedThread thread : after.moved) {
      boolean here = overlap(thread.cores(), cores);
      boolean processHere = overlap(after.allowed.get(thread.pid()), cores);
      if (here != processHere) {
        nanos += (here ? 1 : -1) * thread.since(before.moved);
      }
    }
    return nanos;
  }

  Contention between(Reading before, Reading after) {
    List<Integer> cores = after.counters.cores();
    if (before.processes.isEmpty() || after.processes.isEmpty()) {
      return Contention.withoutWork(before.counters, after.counters);
    }
    OtherProcesses all = new OtherProcesses(before.processes, after.processes, run);
    boolean wholeMachine = cores.size() == after.machineCores;
    return Contention.between(
        before.counters,
        after.counters,
        new Contention.Work(
            all.ownNanos(pid -> overlap(after.allowed.get(pid), cores))
                + movedNanos(before, after, cores),
            all.kernelNanos(cores),
            all.foreign(core -> wholeMachine || cores.contains(core)),
            all.foreign(core -> !wholeMachine && !cores.contains(core))));
  }
}
