package dev.kexbench.loadgen.machine;

import dev.kexbench.results.machine.Contention;
import dev.kexbench.results.machine.CpuPressure;
import dev.kexbench.results.machine.KernelFile;
import dev.kexbench.results.machine.OtherProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What else runs on this machine now.
 *
 * @param cores number of cores that this process may use
 */
record LoadItems(Path proc, int cores) {
  private static final double BUSY_LOAD = 0.5;
  private static final double PRESSURE = 0.1;

  /** A run becomes suspect from this share on. */
  private static final double TOO_MUCH = 0.05;

  /** What needs no sample: the averages of the kernel. */
  List<CheckItem> averages() {
    return List.of(load(), pressure());
  }

  private CheckItem load() {
    List<String> lines = KernelFile.lines(proc.resolve("loadavg"));
    if (lines.isEmpty()) {
      return CheckItem.unknown("load");
    }
    double average = Double.parseDouble(lines.get(0).split(" ")[0]);
    return average > BUSY_LOAD * cores
        ? CheckItem.advice(
            "load",
            "%.2f in the last minute, for %d cores: end other work, or wait until it has ended",
            average,
            cores)
        : CheckItem.ok("load", "%.2f in the last minute", average);
  }

  private CheckItem pressure() {
    Double share = CpuPressure.lastTenSeconds(proc);
    if (share == null) {
      return CheckItem.unknown("pressure");
    }
    return share > PRESSURE
        ? CheckItem.advice(
            "pressure",
            "tasks waited for a core in %.0f %% of the last 10 s: end other work, or wait until it"
                + " has ended",
            100 * share)
        : CheckItem.ok("pressure", "tasks waited for a core in %.0f %% of 10 s", 100 * share);
  }

  /** What other processes used during a sample; its figures may be unknown. */
  static CheckItem others(Contention sample) {
    if (sample.share() == null) {
      return CheckItem.unknown("processes");
    }
    return sample.share() > TOO_MUCH
        ? CheckItem.prevents(
            "processes",
            "others use %.0f %% of the cores%s; end them, or bind the run to free cores (--cores)",
            100 * sample.share(),
            names(sample.processes()))
        : CheckItem.ok("processes", "others use %.0f %% of the cores", 100 * sample.share());
  }

  private static String names(List<OtherProcess> processes) {
    String names =
        processes.stream()
            .map(
                each ->
                    String.format(
                        Locale.ROOT,
                        "pid %d %s (%.0f %%)",
                        each.pid(),
                        each.name(),
                        100 * each.share()))
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : ": " + names;
  }

  /** What the hypervisor took during a sample; null if unknown. */
  static CheckItem steal(Double share) {
    if (share == null) {
      return CheckItem.unknown("steal");
    }
    return share > TOO_MUCH
        ? CheckItem.prevents(
            "steal", "the hypervisor takes %.0f %% of the CPU time: use another host", 100 * share)
        : CheckItem.ok("steal", "the hypervisor takes %.0f %% of the CPU time", 100 * share);
  }
}
