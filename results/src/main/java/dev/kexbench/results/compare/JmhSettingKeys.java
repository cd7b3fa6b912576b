package dev.kexbench.results.compare;

import dev.kexbench.results.jmh.JmhResult;
import dev.kexbench.results.jmh.JvmArguments;
import dev.kexbench.results.machine.JvmFacts;
import dev.kexbench.results.report.Environment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of one of JMH's results. Of JVM and timing they are what JMH's own file states,
 * since JMH asks each fork; an {@code environment.json} next to it adds the machine, and what JMH's
 * file does not state.
 */
final class JmhSettingKeys {
  /**
   * The keys of warm-up and measurement: a fork with hardly any warm-up measures something else.
   */
  private static final Map<String, String> TIMING = new LinkedHashMap<>();

  private static final String VERSION = "JMH version";
  private static final String FORKS = "forks";

  /** Whether forks of two variants ran at the same time. */
  private static final String DUET = "duet";

  static {
    TIMING.put(JmhResult.WARMUP_ITERATIONS, "warm-up iterations");
    TIMING.put(JmhResult.WARMUP_TIME, "warm-up time");
    TIMING.put(JmhResult.WARMUP_BATCH, "warm-up batch size");
    TIMING.put(JmhResult.MEASUREMENT_ITERATIONS, "measurement iterations");
    TIMING.put(JmhResult.MEASUREMENT_TIME, "measurement time");
    TIMING.put(JmhResult.MEASUREMENT_BATCH, "measurement batch size");
  }

  private JmhSettingKeys() {}

  /** The settings under which a result was measured; {@code environment} is null if unknown. */
  static Map<String, String> of(JmhResult result, Environment environment) {
    Map<String, Object> stated = result.settings();
    Map<String, String> keys = new LinkedHashMap<>(SettingKeys.machine(environment));
    SettingKeys.putKnown(keys, SettingKeys.JDK, jdk(stated));
    SettingKeys.putKnown(keys, SettingKeys.VM, stated.get(JmhResult.VM_NAME));
    if (stated.get(JmhResult.JVM_ARGUMENTS) instanceof List<?> listed) {
      List<String> arguments = listed.stream().map(String::valueOf).toList();
      JvmArguments.collector(arguments)
          .ifPresent(collector -> keys.put(SettingKeys.COLLECTOR, collector));
      keys.put(SettingKeys.ARGUMENTS, SettingKeys.arguments(arguments));
    }
    SettingKeys.putKnown(keys, VERSION, stated.get(JmhResult.JMH_VERSION));
    if (stated.get(JmhResult.FORKS) instanceof Integer forks) {
      keys.put(FORKS, forks == 0 ? "none" : "1 or more");
    }
    keys.put(DUET, result.isDuet() ? "yes" : "no");
    TIMING.forEach((key, name) -> SettingKeys.putKnown(keys, name, stated.get(key)));
    return keys;
  }

  /** The keys of warm-up and measurement. */
  static List<String> timing() {
    return List.copyOf(TIMING.values());
  }

  /** All keys that the settings of a result may have. */
  static List<String> all() {
    List<String> all =
        new ArrayList<>(
            List.of(
                SettingKeys.CPU,
                SettingKeys.CORES,
                SettingKeys.JDK,
                SettingKeys.VM,
                SettingKeys.COLLECTOR,
                SettingKeys.ARGUMENTS,
                VERSION,
                FORKS,
                DUET));
    all.addAll(JvmFacts.OPTION_VARIABLES);
    all.addAll(timing());
    return all;
  }

  /**
   * As an environment has it: version and build, without the packager's suffix. The build is in the
   * version of the virtual machine, which begins with Java's version except in VMs that count
   * otherwise.
   */
  private static String jdk(Map<String, Object> stated) {
    Object java = stated.get(JmhResult.JDK_VERSION);
    Object machine = stated.get(JmhResult.VM_VERSION);
    if (java == null || machine == null) {
      return java == null ? null : java.toString();
    }
    try {
      Runtime.Version build = Runtime.Version.parse(machine.toString());
      Runtime.Version version = Runtime.Version.parse(java.toString());
      return build.version().equals(version.version()) ? JvmFacts.version(build) : java.toString();
    } catch (IllegalArgumentException otherwise) {
      return java.toString();
    }
  }
}
