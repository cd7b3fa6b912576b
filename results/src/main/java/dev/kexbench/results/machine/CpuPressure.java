package dev.kexbench.results.machine;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/** The time for which at least one task of the machine waited for a core. */
public final class CpuPressure {
  private static final String SOME = "some ";
  private static final String TOTAL = "total=";
  private static final String AVERAGE = "avg10=";

  private CpuPressure() {}

  /**
   * In microseconds so far: that of the tasks of this machine, or of this process's control group
   * where the kernel reports no other; null without both.
   */
  public static Long micros() {
    Path proc = Path.of("/proc");
    return micros(proc, new CgroupFolders(proc, Path.of("/sys/fs/cgroup")));
  }

  static Long micros(Path proc, CgroupFolders groups) {
    Long machine = micros(proc);
    return machine != null
        ? machine
        : groups
            .cpu()
            .map(folder -> value(folder.resolve("cpu.pressure"), TOTAL))
            .filter(Objects::nonNull)
            .findFirst()
            .map(Long::valueOf)
            .orElse(null);
  }

  /** In microseconds since the machine started; null if the kernel does not report it. */
  static Long micros(Path proc) {
    String total = value(ofMachine(proc), TOTAL);
    return total == null ? null : Long.valueOf(total);
  }

  /** As a share of the last ten seconds; null if the kernel does not report it. */
  public static Double lastTenSeconds(Path proc) {
    String percent = value(ofMachine(proc), AVERAGE);
    return percent == null ? null : Double.valueOf(Double.parseDouble(percent) / 100);
  }

  private static Path ofMachine(Path proc) {
    return proc.resolve("pressure").resolve("cpu");
  }

  private static String value(Path file, String key) {
    return KernelFile.linesOfProcess(file).stream()
        .filter(line -> line.startsWith(SOME))
        .flatMap(line -> Arrays.stream(line.split("\\s+")))
        .filter(field -> field.startsWith(key))
        .map(field -> field.substring(key.length()))
        .findFirst()
        .orElse(null);
  }
}
