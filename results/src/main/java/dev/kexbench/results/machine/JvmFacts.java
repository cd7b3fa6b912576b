package dev.kexbench.results.machine;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The facts of this process's virtual machine. */
public final class JvmFacts {
  /** Options whose values can only be switches, numbers and module names, never paths. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "-X[a-z]+[0-9]*[kKmMgG]?|-XX:[+-]\\w+|-XX:\\w+=[0-9.]+[kKmMgGtT]?"
              + "|--enable-native-access=[\\w.,-]+|--enable-preview");

  private static final Map<String, String> COLLECTORS =
      Map.of(
          "G1 Young Generation", "G1",
          "Copy", "Serial",
          "PS Scavenge", "Parallel",
          "ZGC Cycles", "Z",
          "ZGC Minor Cycles", "Z",
          "Shenandoah Cycles", "Shenandoah");

  /** The environment variables whose options a JVM takes in addition to its command line's. */
  public static final List<String> OPTION_VARIABLES =
      List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS");

  private JvmFacts() {}

  /** Version and build of the JDK, without the packager's suffix: {@code 17.0.15+6}. */
  public static String version() {
    return version(Runtime.version());
  }

  /** The same of any version. */
  public static String version(Runtime.Version version) {
    String numbers =
        version.version().stream().map(String::valueOf).collect(Collectors.joining("."));
    return numbers + version.build().map(build -> "+" + build).orElse("");
  }

  /** The collector's short name, or the names of all its parts where it is not known. */
  public static String collector() {
    return collector(
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .toList());
  }

  public static String collector(List<String> parts) {
    return parts.stream()
        .filter(COLLECTORS::containsKey)
        .map(COLLECTORS::get)
        .findFirst()
        .orElse(String.join(", ", parts));
  }

  /** The JVM options of this process, without those that could reveal a secret. */
  public static List<String> flags() {
    return harmless(ManagementFactory.getRuntimeMXBean().getInputArguments());
  }

  /**
   * The options in those variables, without those that could reveal a secret; none where a variable
   * is not set.
   */
  public static Map<String, List<String>> variableOptions(Map<String, String> variables) {
    Map<String, List<String>> options = new LinkedHashMap<>();
    for (String variable : OPTION_VARIABLES) {
      String text = variables.getOrDefault(variable, "").strip();
      options.put(variable, harmless(List.of(text.split("\\s+"))));
    }
    return options;
  }

  public static List<String> harmless(List<String> options) {
    return options.stream().filter(option -> HARMLESS.matcher(option).matches()).toList();
  }
}
