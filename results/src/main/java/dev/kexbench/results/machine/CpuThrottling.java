package dev.kexbench.results.machine;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Time for which control groups have withheld CPU time from this process, since they were created.
 *
 * @param cores that they grant, at least 1
 * @param nanosByGroup by the group's folder, summed over cores; empty if no group reports it
 */
public record CpuThrottling(double cores, Map<String, Long> nanosByGroup) {
  private static final String VERSION_2 = "throttled_usec ";
  private static final String VERSION_1 = "throttled_time ";

  /** Keeps a copy. */
  public CpuThrottling {
    nanosByGroup = Map.copyOf(nanosByGroup);
  }

  /** The times of now. */
  public static CpuThrottling read() {
    return read(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
  }

  static CpuThrottling read(Path proc, Path groups) {
    Map<String, Long> nanos = new LinkedHashMap<>();
    new CgroupFolders(proc, groups)
        .cpu()
        .forEach(
            folder ->
                KernelFile.lines(folder.resolve("cpu.stat")).stream()
                    .map(CpuThrottling::nanos)
                    .filter(Objects::nonNull)
                    .forEach(each -> nanos.put(folder.toString(), each)));
    Double quota = new CgroupQuota(proc, groups).cores();
    return new CpuThrottling(quota == null ? 1 : Math.max(1, quota), nanos);
  }

  private static Long nanos(String line) {
    if (line.startsWith(VERSION_2)) {
      return 1_000 * Long.parseLong(line.substring(VERSION_2.length()).strip());
    }
    return line.startsWith(VERSION_1)
        ? Long.valueOf(line.substring(VERSION_1.length()).strip())
        : null;
  }

  /**
   * The share of the granted cores' time since {@code before} that the strictest group took, at
   * most 1; null if no group reports it.
   */
  public Double shareSince(CpuThrottling before, long elapsedNanos) {
    if (nanosByGroup.isEmpty() || elapsedNanos <= 0) {
      return null;
    }
    long nanos =
        nanosByGroup.entrySet().stream()
            .mapToLong(now -> now.getValue() - before.of(now.getKey(), now.getValue()))
            .max()
            .orElse(0);
    return Math.min(1, nanos / (elapsedNanos * cores));
  }

  private long of(String group, long ifNew) {
    return nanosByGroup.getOrDefault(group, ifNew);
  }
}
