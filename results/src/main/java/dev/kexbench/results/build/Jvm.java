package dev.kexbench.results.build;

import dev.kexbench.results.machine.JvmFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Java runtime in which forks run.
 *
 * @param java its launcher
 * @param version version and build, as {@code 17.0.15+6}
 * @param name the name of its virtual machine
 */
public record Jvm(Path java, String version, String name) {
  /**
   * Options with which the JVM does not warn of memory access that libraries still use; older JVMs
   * reject them.
   */
  public static final List<String> UNSAFE_MEMORY = List.of("--sun-misc-unsafe-memory-access=allow");

  private static final int OLDEST = 17;
  private static final int WARNS_SINCE = 23;

  /** The JVM that is running. */
  public static Jvm here() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String version = JvmFacts.version(Runtime.version());
    return new Jvm(java, version, System.getProperty("java.vm.name"));
  }

  /**
   * The JVM in a folder, which is started to read its version.
   *
   * @throws IllegalArgumentException if there is none, or if it is too old
   */
  public static Jvm in(Path home) {
    Path java = home.resolve("bin").resolve("java");
    if (!Files.isExecutable(java)) {
      throw new IllegalArgumentException(
          "--jdk %s: no bin/java there; name a JDK's folder".formatted(home));
    }
    String properties = properties(home, java);
    Runtime.Version version =
        property(properties, "java.runtime.version")
            .map(text -> parsed(home, text))
            .orElseThrow(() -> refused(home, null));
    if (version.feature() < OLDEST) {
      throw new IllegalArgumentException(
          "--jdk %s: Java %d; name one of %d or later".formatted(home, version.feature(), OLDEST));
    }
    String name = property(properties, "java.vm.name").orElseThrow(() -> refused(home, null));
    return new Jvm(java, JvmFacts.version(version), name);
  }

  /**
   * The JVMs in these folders by name, as {@code jdk-17.0.15+6}, in the same order.
   *
   * @throws IllegalArgumentException as {@link #in}, or if two have the same version
   */
  public static Map<String, Jvm> byName(List<Path> homes) {
    Map<String, Jvm> jvms = new LinkedHashMap<>();
    for (Path home : homes) {
      Jvm jvm = in(home);
      if (jvms.putIfAbsent("jdk-" + jvm.version(), jvm) != null) {
        throw new IllegalArgumentException(
            "--jdk %s: another one is %s as well; name JDKs of different versions"
                .formatted(home, jvm.version()));
      }
    }
    return jvms;
  }

  /** {@link #UNSAFE_MEMORY}; none if this JVM would reject them. */
  public List<String> unsafeMemory() {
    return Runtime.Version.parse(version).feature() < WARNS_SINCE ? List.of() : UNSAFE_MEMORY;
  }

  /** Versions before 9 have another format, as in 1.8.0_292-b10. */
  private static Runtime.Version parsed(Path home, String text) {
    try {
      return Runtime.Version.parse(text.replaceFirst("^1\\.(\\d).*", "$1"));
    } catch (IllegalArgumentException unknown) {
      throw refused(home, unknown);
    }
  }

  private static String properties(Path home, Path java) {
    try {
      Process process =
          new ProcessBuilder(java.toString(), "-XshowSettings:properties", "-version")
              .redirectErrorStream(true)
              .start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException refused) {
      throw refused(home, refused);
    }
  }

  private static Optional<String> property(String properties, String name) {
    return properties
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(name + " = "))
        .map(line -> line.substring(name.length() + 3))
        .findFirst();
  }

  private static IllegalArgumentException refused(Path home, Exception cause) {
    return new IllegalArgumentException(
        "--jdk %s: its bin/java does not print its version; name a JDK's folder".formatted(home),
        cause);
  }
}
