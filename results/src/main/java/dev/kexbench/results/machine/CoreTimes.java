package dev.kexbench.results.machine;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Time of one core since the machine started, in ticks of 10 ms.
 *
 * @param interruptTicks spent on interrupts, including the network's (softirq)
 * @param idleTicks without work, including waits for a disk
 * @param stealTicks that the hypervisor took while there was work
 */
public record CoreTimes(long interruptTicks, long idleTicks, long stealTicks) {
  /** The length of a tick in nanoseconds (USER_HZ is 100 on every platform with OpenJDK). */
  static final long TICK_NANOS = 10_000_000L;

  private static final Pattern CORE = Pattern.compile("cpu(\\d+)\\s+(.*)");
  private static final int IDLE = 3;
  private static final int WAITING_FOR_DISK = 4;
  private static final int INTERRUPT = 5;
  private static final int SOFT_INTERRUPT = 6;
  private static final int STEAL = 7;

  /** The times of every core by number; empty if the platform does not report them. */
  static Map<Integer, CoreTimes> read(Path proc) {
    Map<Integer, CoreTimes> cores = new LinkedHashMap<>();
    for (String line : KernelFile.lines(proc.resolve("stat"))) {
      Matcher core = CORE.matcher(line);
      if (core.matches()) {
        cores.put(Integer.valueOf(core.group(1)), of(core.group(2).strip().split("\\s+")));
      }
    }
    return cores;
  }

  private static CoreTimes of(String[] columns) {
    long[] ticks = Arrays.stream(columns).limit(STEAL + 1).mapToLong(Long::parseLong).toArray();
    return new CoreTimes(
        ticks[INTERRUPT] + ticks[SOFT_INTERRUPT],
        ticks[IDLE] + ticks[WAITING_FOR_DISK],
        ticks[STEAL]);
  }

  CoreTimes minus(CoreTimes earlier) {
    return new CoreTimes(
        interruptTicks - earlier.interruptTicks,
        idleTicks - earlier.idleTicks,
        stealTicks - earlier.stealTicks);
  }

  CoreTimes plus(CoreTimes other) {
    return new CoreTimes(
        interruptTicks + other.interruptTicks,
        idleTicks + other.idleTicks,
        stealTicks + other.stealTicks);
  }
}
