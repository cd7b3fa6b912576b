package dev.kexbench.loadgen.machine;

import dev.kexbench.results.machine.AllowedCores;
import dev.kexbench.results.machine.CgroupQuota;
import dev.kexbench.results.machine.HostCpu;
import dev.kexbench.results.machine.KernelFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The cores that this process may use: how many, which of them share a physical core, and how fast
 * and how steadily they run.
 *
 * @param proc where {@code /proc} is
 * @param sys where {@code /sys} is
 */
record CoreItems(Path proc, Path sys) {
  private static final String STEADY = "performance";

  List<CheckItem> items() {
    return List.of(cores(), smt(), governor(), turbo(), quota(), rsa());
  }

  private List<Integer> allowed() {
    return AllowedCores.of(proc, "self");
  }

  /** The number of cores that this process may use. */
  int count() {
    return allowed().isEmpty() ? Runtime.getRuntime().availableProcessors() : allowed().size();
  }

  private CheckItem cores() {
    List<Integer> cores = allowed();
    if (count() < 2) {
      return CheckItem.advice(
          "cores",
          "1: server and generator share it; use 2, or load a server elsewhere (--target)");
    }
    return CheckItem.ok(
        "cores", "%d%s", count(), cores.isEmpty() ? "" : " (" + AllowedCores.list(cores) + ")");
  }

  private CheckItem smt() {
    Set<String> groups = new HashSet<>();
    List<Integer> cores = allowed();
    for (int core : cores) {
      Optional<String> siblings = ofCore(core, "topology/thread_siblings_list");
      if (siblings.isEmpty()) {
        return CheckItem.unknown("smt");
      }
      groups.add(siblings.get());
    }
    return groups.size() == cores.size()
        ? CheckItem.ok("smt", "no SMT siblings among the cores")
        : CheckItem.advice(
            "smt",
            "%d cores are threads of %d physical ones: %s; bind server and generator to different"
                + " ones (--cores), or disable SMT",
            cores.size(),
            groups.size(),
            String.join(" ", groups.stream().sorted().toList()));
  }

  private CheckItem governor() {
    List<String> governors =
        allowed().stream()
            .flatMap(core -> ofCore(core, "cpufreq/scaling_governor").stream())
            .distinct()
            .toList();
    if (governors.isEmpty()) {
      return CheckItem.unknown("governor");
    }
    return governors.equals(List.of(STEADY))
        ? CheckItem.ok("governor", STEADY)
        : CheckItem.advice(
            "governor",
            "%s: the clock rate follows the load; set it to performance (cpupower frequency-set -g"
                + " performance)",
            String.join(", ", governors));
  }

  private CheckItem turbo() {
    Optional<Boolean> on =
        ofCpu("intel_pstate/no_turbo")
            .map("0"::equals)
            .or(() -> ofCpu("cpufreq/boost").map("1"::equals));
    return on.map(
            each ->
                each
                    ? CheckItem.advice(
                        "turbo", "on: the clock rate depends on temperature and on other cores")
                    : CheckItem.ok("turbo", "off"))
        .orElse(CheckItem.unknown("turbo"));
  }

  private CheckItem quota() {
    Double quota = new CgroupQuota(proc, sys.resolve("fs/cgroup")).cores();
    if (quota == null) {
      return CheckItem.ok("cgroup", "no CPU quota");
    }
    return quota < count()
        ? CheckItem.advice(
            "cgroup",
            "a quota of %.1f cores for %d: threads are stopped when it is used up; raise it, or use"
                + " fewer cores (--cores)",
            quota,
            count())
        : CheckItem.ok("cgroup", "a CPU quota of %.1f cores", quota);
  }

  private CheckItem rsa() {
    return CheckItem.ok(
        "rsa",
        "%s AVX-512 IFMA, which makes RSA 3 to 4 times as fast: compare only with hosts %s it",
        HostCpu.read(proc).ifma() ? "with" : "without",
        HostCpu.read(proc).ifma() ? "with" : "without");
  }

  private Optional<String> ofCore(int core, String file) {
    return ofCpu("cpu" + core + "/" + file);
  }

  private Optional<String> ofCpu(String file) {
    return KernelFile.lines(sys.resolve("devices/system/cpu").resolve(file)).stream()
        .findFirst()
        .map(String::strip);
  }
}
