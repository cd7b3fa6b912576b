package dev.kexbench.results.machine;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Time of all the machine's cores since it started, in the kernel's ticks.
 *
 * @param busyTicks spent on work of this machine
 * @param stealTicks that the hypervisor took while there was work
 * @param totalTicks all, idle ones included
 */
public record CpuTimes(long busyTicks, long stealTicks, long totalTicks) {
  private static final int IDLE = 3;
  private static final int WAITING_FOR_DISK = 4;
  private static final int STEAL = 7;

  /** The times of now; empty where the platform has no {@code /proc/stat}. */
  public static Optional<CpuTimes> read() {
    return read(Path.of("/proc"));
  }

  public static Optional<CpuTimes> read(Path proc) {
    List<String> lines = KernelFile.lines(proc.resolve("stat"));
    return lines.stream()
        .filter(line -> line.startsWith("cpu "))
        .map(line -> of(line.substring(3).strip().split("\\s+")))
        .findFirst();
  }

  /** The share of all cores' time since {@code before} that the hypervisor took. */
  public double stealShareSince(CpuTimes before) {
    long total = totalTicks - before.totalTicks;
    return total <= 0 ? 0 : (double) (stealTicks - before.stealTicks) / total;
  }

  /** Columns: user, nice, system, idle, iowait, irq, softirq, steal; later ones are in user. */
  private static CpuTimes of(String[] columns) {
    long[] ticks = Arrays.stream(columns).limit(STEAL + 1).mapToLong(Long::parseLong).toArray();
    long total = Arrays.stream(ticks).sum();
    return new CpuTimes(
        total - ticks[IDLE] - ticks[WAITING_FOR_DISK] - ticks[STEAL], ticks[STEAL], total);
  }
}
