package dev.kexbench.results.machine;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How far the processes of one side of a run, server or generator, had their cores to themselves
 * over the measured time and while handshakes in flight were drained. The cores are those to which
 * they are bound, or else all of the machine. Every figure is null, and absent from a report, if
 * the platform does not provide it.
 *
 * <p>{@code others} is the time that the cores spent neither idle, nor on processes of the run, nor
 * in the kernel: its threads and its interrupts do the run's own network work. It is at least what
 * the cores' own counters leave over once the CPU time of the run's processes, interrupts and a
 * margin for sampling are taken off, which includes processes that are not visible from here. It is
 * at most what they leave over with interrupts, since many kernels charge a process for the
 * interrupts during it. Between the two, it is the CPU time of the visible processes that ran on
 * these cores, which is exact.
 *
 * <p>{@code waited} is the longest time that one thread was runnable but waited for a core for a
 * reason outside of the run. A thread also waits while JIT, GC and other threads of the run occupy
 * its cores. They cannot occupy all of them for longer than their CPU time divided by the number of
 * cores; {@code waited} is what a thread waited beyond this. It therefore also shows what the
 * cores' counters do not: a cgroup quota, or processes outside of a container.
 *
 * <p>Both are 0 on a quiet machine whose cores are fully used by the run.
 *
 * @param cores the list of the cores, as {@code 0-2}
 * @param waited as a share of the measured time
 * @param others as a share of the measured time of all these cores
 * @param pressure share of the time in which any task of the machine, the run's own included,
 *     waited for a core ({@code /proc/pressure/cpu})
 * @param processes those others that ran most, at most three
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Contention(
    String cores, Double waited, Double others, Double pressure, List<OtherProcess> processes) {
  /** From this share on, figures are in doubt. */
  public static final double TOLERATED = 0.05;

  private static final int NAMED = 3;
  private static final double WORTH_NAMING = 0.01;

  /** Both ends of the measured time are rounded to a tick, on the core and in the process. */
  private static final int ROUNDING_TICKS = 2;

  /** Missing processes become empty. */
  public Contention {
    processes = processes == null ? List.of() : List.copyOf(processes);
  }

  /**
   * What ran on the cores of a side, in nanoseconds of CPU time.
   *
   * @param own of the run's processes that may use these cores
   * @param kernel of the kernel's threads
   * @param others each other process that ran on these cores last; null if they are not known
   * @param elsewhere each other process that ran on another core last
   */
  record Work(
      long own,
      long kernel,
      List<OtherProcesses.Growth> others,
      List<OtherProcesses.Growth> elsewhere) {}

  /**
   * The contention for the cores of one process between two of its own readings, from which other
   * processes cannot be told apart; null without both.
   *
   * @param cpuNanos that the process has used between them
   */
  public static Contention of(CoreCounters before, CoreCounters after, long cpuNanos) {
    return before == null || after == null
        ? null
        : between(before, after, new Work(cpuNanos, 0, null, List.of()));
  }

  /** Of processes whose CPU time is not known, only the pressure can be. */
  static Contention withoutWork(CoreCounters before, CoreCounters after) {
    Double pressure = new Window(before, after, null).pressure();
    return new Contention(null, null, null, pressure, null);
  }

  static Contention between(CoreCounters before, CoreCounters after, Work work) {
    Window window = new Window(before, after, work);
    return new Contention(
        after.times().isEmpty() ? null : AllowedCores.list(after.cores()),
        window.waited(),
        window.others(),
        window.pressure(),
        work.others == null ? null : window.named());
  }

  /** The greater of the known shares; null if none is known. */
  public Double share() {
    return Stream.of(waited == null ? -1.0 : waited, others == null ? -1.0 : others)
        .max(Double::compare)
        .filter(share -> share >= 0)
        .orElse(null);
  }

  /** The one with the greater share; either may be null. */
  public static Contention worse(Contention one, Contention other) {
    if (one == null || one.share() == null) {
      return other == null ? one : other;
    }
    return other != null && other.share() != null && other.share() > one.share() ? other : one;
  }

  /** The measured time, in nanoseconds. */
  private record Window(CoreCounters before, CoreCounters after, Work work) {
    private double length() {
      return Math.max(1, after.nanoTime() - before.nanoTime());
    }

    private double cores() {
      return after.times().size();
    }

    private CoreTimes times() {
      return after.times().entrySet().stream()
          .map(core -> core.getValue().minus(before.times().get(core.getKey())))
          .reduce(new CoreTimes(0, 0, 0), CoreTimes::plus);
    }

    private boolean known() {
      return cores() > 0 && before.times().keySet().containsAll(after.times().keySet());
    }

    private Double others() {
      if (!known()) {
        return null;
      }
      CoreTimes times = times();
      double capacity = cores() * length();
      double busy = capacity - nanos(times.idleTicks() + times.stealTicks());
      double most = busy - work.own - work.kernel;
      double least = most - nanos(times.interruptTicks()) - margin(times.idleTicks(), capacity);
      return Math.min(1, Math.max(0, Math.max(least, Math.min(visible(), most))) / capacity);
    }

    private double visible() {
      return work.others == null
          ? 0
          : work.others.stream().mapToDouble(OtherProcesses.Growth::nanos).sum();
    }

    /** Two standard deviations of idle time that is sampled once a tick, and rounding. */
    private double margin(long idleTicks, double capacity) {
      double ticks = capacity / CoreTimes.TICK_NANOS;
      double idle = Math.min(1, idleTicks / ticks);
      return nanos(1) * (2 * Math.sqrt(ticks * idle * (1 - idle)) + ROUNDING_TICKS * cores());
    }

    private static double nanos(double ticks) {
      return ticks * CoreTimes.TICK_NANOS;
    }

    private Double waited() {
      if (!known() || after.threads().isEmpty()) {
        return null;
      }
      double interrupts = nanos(times().interruptTicks());
      double longest =
          after.threads().entrySet().stream()
              .mapToDouble(thread -> unexplained(since(thread), interrupts))
              .max()
              .orElse(0);
      return Math.min(1, Math.max(0, longest) / length());
    }

    private ThreadTimes since(Map.Entry<Long, ThreadTimes> thread) {
      return thread
          .getValue()
          .minus(before.threads().getOrDefault(thread.getKey(), ThreadTimes.NONE));
    }

    /** How long the thread waited beyond what other threads of the run, and interrupts, took. */
    private double unexplained(ThreadTimes thread, double interrupts) {
      double elsewhere = Math.max(0, work.own - thread.runNanos()) + work.kernel + interrupts;
      double possible = Math.max(0, length() - thread.runNanos());
      return Math.min(possible, thread.waitNanos()) - elsewhere / cores();
    }

    private Double pressure() {
      return before.pressureMicros() == null || after.pressureMicros() == null
          ? null
          : Double.valueOf(
              Math.min(1, 1e3 * (after.pressureMicros() - before.pressureMicros()) / length()));
    }

    /** Those that ran elsewhere last are named only if the others explain less than half. */
    private List<OtherProcess> named() {
      Double share = others();
      boolean explained = share == null || 2 * visible() > share * cores() * length();
      return Stream.concat(
              work.others.stream(), explained ? Stream.empty() : work.elsewhere.stream())
          .distinct()
          .filter(each -> each.nanos() > WORTH_NAMING * length())
          .sorted((one, other) -> Long.compare(other.nanos(), one.nanos()))
          .limit(NAMED)
          .map(each -> new OtherProcess(each.pid(), each.name(), each.nanos() / length()))
          .toList();
    }
  }
}
