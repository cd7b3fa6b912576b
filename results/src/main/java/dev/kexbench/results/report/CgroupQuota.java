package dev.kexbench.results.report;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The CPU time that control groups grant this process.
 *
 * @param proc where {@code self/cgroup} lies
 * @param groups where the control groups are mounted
 */
record CgroupQuota(Path proc, Path groups) {
  /** The smallest grant among the process's group and its parents, in cores; null without one. */
  Double cores() {
    return KernelFile.lines(proc.resolve("self").resolve("cgroup")).stream()
        .flatMap(this::grants)
        .min(Double::compare)
        .orElse(null);
  }

  /** A line is {@code id:controllers:/path}; version 2 has the id 0 and no controllers. */
  private Stream<Double> grants(String line) {
    String[] parts = line.split(":", 3);
    if (parts.length < 3) {
      return Stream.empty();
    }
    if (parts[1].isEmpty()) {
      return folders(groups, parts[2]).map(CgroupQuota::version2).filter(Objects::nonNull);
    }
    if (!Arrays.asList(parts[1].split(",")).contains("cpu")) {
      return Stream.empty();
    }
    return Stream.of(parts[1], "cpu")
        .flatMap(mount -> folders(groups.resolve(mount), parts[2]))
        .map(CgroupQuota::version1)
        .filter(Objects::nonNull);
  }

  /** The group's folder and those above it. In a container the path may not be there. */
  private static Stream<Path> folders(Path mount, String group) {
    Path leaf = mount.resolve(group.substring(1)).normalize();
    Path inside = leaf.startsWith(mount) ? leaf : mount;
    return Stream.iterate(inside, folder -> folder.startsWith(mount), Path::getParent);
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
