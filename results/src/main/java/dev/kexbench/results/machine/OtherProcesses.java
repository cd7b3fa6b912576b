package dev.kexbench.results.machine;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All visible processes at the start and at the end of the measured time. The kernel adds the time
 * of a process that ends to its parent's, so short-lived processes are counted as well.
 *
 * @param run the run's own processes, without their children
 */
record OtherProcesses(
    Map<Long, ProcessTimes> before, Map<Long, ProcessTimes> after, Collection<Long> run) {
  /** The CPU time of a process, and of its children that have ended, over the measured time. */
  record Growth(long pid, String name, int core, long nanos) {}

  /** The run's processes and all their descendants. */
  static Set<Long> withDescendants(Map<Long, ProcessTimes> all, Collection<Long> run) {
    Set<Long> members = new HashSet<>(run);
    int known;
    do {
      known = members.size();
      all.values().stream()
          .filter(process -> members.contains(process.parent()))
          .forEach(process -> members.add(process.pid()));
    } while (members.size() > known);
    return members;
  }

  /**
   * Those that are neither of the run nor of the kernel.
   *
   * @param core the cores on one of which a process must have run last, at either end, to count
   */
  List<Growth> foreign(Predicate<Integer> core) {
    Set<Long> members = members();
    Predicate<ProcessTimes> counts = process -> core.test(process.core());
    return growth().stream()
        .filter(each -> !members.contains(each.pid()) && !after.get(each.pid()).kernel())
        .filter(
            each ->
                counts.test(after.get(each.pid()))
                    || before.containsKey(each.pid()) && counts.test(before.get(each.pid())))
        .toList();
  }

  /** CPU time of the kernel's threads that last ran on these cores. */
  long kernelNanos(Collection<Integer> cores) {
    return growth().stream()
        .filter(each -> after.get(each.pid()).kernel() && cores.contains(each.core()))
        .mapToLong(Growth::nanos)
        .sum();
  }

  /** CPU time of the run's processes that meet the condition. */
  long ownNanos(Predicate<Long> which) {
    Set<Long> members = members();
    return growth().stream()
        .filter(each -> members.contains(each.pid()) && which.test(each.pid()))
        .mapToLong(Growth::nanos)
        .sum();
  }

  private Set<Long> members() {
    Set<Long> members = withDescendants(before, run);
    members.addAll(withDescendants(after, run));
    return members;
  }

  private List<Growth> growth() {
    Map<Long, Long> counted = countedBefore();
    return after.values().stream()
        .map(
            process ->
                new Growth(
                    process.pid(),
                    process.name(),
                    process.core(),
                    CoreTimes.TICK_NANOS
                        * Math.max(0, process.ticks() - counted.getOrDefault(process.pid(), 0L))))
        .toList();
  }

  /**
   * The ticks that were on each process's account before, and those of children that have ended.
   */
  private Map<Long, Long> countedBefore() {
    Map<Long, Long> counted = new HashMap<>();
    for (ProcessTimes process : before.values()) {
      ProcessTimes heir = process;
      while (heir != null && !survives(heir)) {
        heir = before.get(heir.parent());
      }
      if (heir != null) {
        counted.merge(heir.pid(), process.ticks(), Long::sum);
      }
    }
    return counted;
  }

  private boolean survives(ProcessTimes process) {
    ProcessTimes now = after.get(process.pid());
    return now != null && now.continues(process);
  }
}
