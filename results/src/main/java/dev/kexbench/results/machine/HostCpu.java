package dev.kexbench.results.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The machine's processor: model (null if the platform does not provide it) and number of cores.
 *
 * @param ifma whether it has AVX-512 IFMA, with which RSA is three to four times as fast
 */
public record HostCpu(String model, int cores, boolean ifma) {
  private static final Pattern IFMA = Pattern.compile("\\bavx512ifma\\b");

  /** A processor without AVX-512 IFMA. */
  public HostCpu(String model, int cores) {
    this(model, cores, false);
  }

  /** Reads {@code cpuinfo} of this folder, which counts all cores whatever the affinity. */
  public static HostCpu read(Path proc) {
    List<String> lines = KernelFile.lines(proc.resolve("cpuinfo"));
    int processors = (int) lines.stream().filter(line -> line.startsWith("processor")).count();
    return new HostCpu(
        model(lines),
        processors == 0 ? Runtime.getRuntime().availableProcessors() : processors,
        value(lines, "flags").filter(flags -> IFMA.matcher(flags).find()).isPresent());
  }

  /** A short name of machines of this kind: {@code intel-xeon-2c}, {@code intel-xeon-2c-ifma}. */
  public String hostClass() {
    String name = model == null ? System.getProperty("os.arch") : model;
    String slug =
        name.replaceAll("@.*", " ")
            .replaceAll("\\((R|r|TM|tm)\\)", " ")
            .replaceAll("\\b(CPU|Processor|\\d+-Core)\\b", " ")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return slug + "-" + cores + "c" + (ifma ? "-ifma" : "");
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
