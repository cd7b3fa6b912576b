package dev.kexbench.results.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The machine's processor: model (null if the platform does not provide it) and number of cores.
 */
public record HostCpu(String model, int cores) {
  /** Reads {@code cpuinfo} of this folder, which counts all cores whatever the affinity. */
  public static HostCpu read(Path proc) {
    List<String> lines = KernelFile.lines(proc.resolve("cpuinfo"));
    int processors = (int) lines.stream().filter(line -> line.startsWith("processor")).count();
    return new HostCpu(
        model(lines), processors == 0 ? Runtime.getRuntime().availableProcessors() : processors);
  }

  /** A short name of machines of this kind: {@code intel-xeon-2c}. */
  public String hostClass() {
    String name = model == null ? System.getProperty("os.arch") : model;
    String slug =
        name.replaceAll("@.*", " ")
            .replaceAll("\\((R|r|TM|tm)\\)", " ")
            .replaceAll("\\b(CPU|Processor|\\d+-Core)\\b", " ")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return slug + "-" + cores + "c";
  }

  private static String model(List<String> lines) {
    return value(lines, "model name")
        .or(
            () ->
                value(lines, "CPU implementer")
                    .flatMap(by -> value(lines, "CPU part").map(part -> "ARM " + by + " " + part)))
        .orElse(null);
  }

  private static Optional<String> value(List<String> lines, String key) {
    return lines.stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }
}
