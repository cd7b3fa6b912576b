package dev.kexbench.results.machine;

import java.nio.file.Path;
import java.util.Arrays;

/** The time for which at least one task of the machine waited for a core. */
public final class CpuPressure {
  private static final String SOME = "some ";
  private static final String TOTAL = "total=";
  private static final String AVERAGE = "avg10=";

  private CpuPressure() {}

  /** In microseconds since the machine started; null if the kernel does not report it. */
  static Long micros(Path proc) {
    String total = value(proc, TOTAL);
    return total == null ? null : Long.valueOf(total);
  }

  /** As a share of the last ten seconds; null if the kernel does not report it. */
  public static Double lastTenSeconds(Path proc) {
    String percent = value(proc, AVERAGE);
    return percent == null ? null : Double.valueOf(Double.parseDouble(percent) / 100);
  }

  private static String value(Path proc, String key) {
    return KernelFile.linesOfProcess(proc.resolve("pressure").resolve("cpu")).stream()
        .filter(line -> line.startsWith(SOME))
        .flatMap(line -> Arrays.stream(line.split("\\s+")))
        .filter(field -> field.startsWith(key))
        .map(field -> field.substring(key.length()))
        .findFirst()
        .orElse(null);
  }
}
