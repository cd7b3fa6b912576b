package dev.kexbench.results.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The CPU time that control groups grant this process.
 *
 * @param proc where {@code self/cgroup} lies
 * @param groups where the control groups are mounted
 */
public record CgroupQuota(Path proc, Path groups) {
  /** The smallest grant among the process's group and its parents, in cores; null without one. */
  public Double cores() {
    return new CgroupFolders(proc, groups)
        .cpu()
        .map(CgroupQuota::grant)
        .filter(Objects::nonNull)
        .min(Double::compare)
        .orElse(null);
  }

  private static Double grant(Path folder) {
    Double grant = version2(folder);
    return grant == null ? version1(folder) : grant;
  }

  private static Double version2(Path folder) {
    List<String> lines = KernelFile.lines(folder.resolve("cpu.max"));
    if (lines.isEmpty() || lines.get(0).startsWith("max")) {
      return null;
    }
    String[] quotaAndPeriod = lines.get(0).split(" ");
    return Double.parseDouble(quotaAndPeriod[0]) / Double.parseDouble(quotaAndPeriod[1]);
  }

  private static Double version1(Path folder) {
    List<String> quota = KernelFile.lines(folder.resolve("cpu.cfs_quota_us"));
    List<String> period = KernelFile.lines(folder.resolve("cpu.cfs_period_us"));
    if (quota.isEmpty() || period.isEmpty() || quota.get(0).startsWith("-")) {
      return null;
    }
    return Double.parseDouble(quota.get(0)) / Double.parseDouble(period.get(0));
  }
}
