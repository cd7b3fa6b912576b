package dev.kexbench.results.compare;

import dev.kexbench.results.jmh.JvmArguments;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.Plan;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The facts of environment and plan that two results must share. They are null if they should be
 * known but are not, and absent if older files do not record them.
 */
final class SettingKeys {
  static final String CPU = "CPU model";
  static final String CORES = "cores of the machine";
  static final String JDK = "JDK";
  static final String VM = "VM";
  static final String COLLECTOR = "collector";
  static final String ARGUMENTS = "JVM arguments";
  static final String EXCHANGE = "exchange";
  private static final String NONE = "none";

  private SettingKeys() {}

  /** Machine, JDK and the JVM's options; all unknown if the environment is null. */
  static Map<String, String> of(Environment environment) {
    Map<String, String> keys = machine(environment);
    if (environment != null) {
      keys.put(ARGUMENTS, arguments(environment.flags()));
    }
    return keys;
  }

  /** The same without the JVM's options, which an environment does not know of all forks. */
  static Map<String, String> machine(Environment environment) {
    boolean known = environment != null;
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put(CPU, known ? environment.cpu() : null);
    keys.put(CORES, known ? String.valueOf(environment.cores()) : null);
    keys.put(JDK, known ? environment.jdk() : null);
    if (known) {
      putKnown(keys, VM, environment.vm());
      putKnown(keys, COLLECTOR, environment.gc());
      environment
          .javaOptions()
          .forEach((variable, options) -> keys.put(variable, arguments(options)));
    }
    return keys;
  }

  /** The options of a JVM that count, without the one that selects the collector. */
  static String arguments(List<String> all) {
    List<String> relevant = JvmArguments.withoutCollector(JvmArguments.relevant(all));
    return relevant.isEmpty() ? NONE : String.join(" ", relevant);
  }

  static void putKnown(Map<String, String> keys, String key, Object value) {
    if (value != null) {
      keys.put(key, value.toString());
    }
  }

  /**
   * The parts of the plan that affect the figures.
   *
   * @param environment which states the transport in files whose plan does not
   */
  static Map<String, String> of(Plan plan, Environment environment) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put(EXCHANGE, Plan.fullName(plan.exchange()));
    keys.put("provider", plan.provider());
    keys.put("rate", rate(plan));
    if (!plan.closedLoop()) {
      keys.put("arrivals", plan.arrivals());
    }
    keys.put("concurrency", String.valueOf(plan.concurrency()));
    keys.put("warm-up", warmup(plan));
    keys.put("duration", duration(plan));
    keys.put(
        "handshakes per connection",
        plan.perConnection() == null ? null : "" + plan.perConnection());
    keys.put("client crypto", plan.clientCrypto());
    keys.put("mix", mix(plan.mix()));
    keys.put("cores of server and client", plan.cores());
    // Older reports did not record these; the default here was the only choice then.
    keys.put("close", other(plan, "close", "fin"));
    keys.put("local addresses", other(plan, "localIps", "0"));
    keys.put(Plan.NETWORK, other(plan, Plan.NETWORK, NONE));
    keys.put("intermediate certificates", other(plan, Plan.CHAIN, "0"));
    keys.put("deferred accept", other(plan, Plan.DEFER_ACCEPT, "false"));
    keys.put("resume", other(plan, Plan.RESUME_PERCENT, NONE));
    keys.put("resume mode", other(plan, Plan.RESUME_MODE, NONE));
    keys.put(Plan.PROFILE, other(plan, Plan.PROFILE, NONE));
    putKnown(
        keys, Plan.TRANSPORT, plan.others().getOrDefault(Plan.TRANSPORT, environment.transport()));
    putKnown(keys, "short phases", plan.others().get(Plan.SHORT_PHASES));
    if (!plan.closedLoop()) {
      keys.put("when full", other(plan, "whenFull", "wait"));
    }
    return keys;
  }

  private static String other(Plan plan, String option, String ifUnrecorded) {
    return String.valueOf(plan.others().getOrDefault(option, ifUnrecorded));
  }

  /** A searched rate is a result, so two searches must share the objective instead. */
  private static String rate(Plan plan) {
    if (plan.objective() != null) {
      return "highest with " + plan.objective();
    }
    if (plan.closedLoop()) {
      return "max";
    }
    return (plan.rate() == null ? plan.changingRate() : plain(plan.rate())) + "/s";
  }

  /** How long a warm-up lasts that ends with the steady state is a result. */
  private static String warmup(Plan plan) {
    if ("auto".equals(plan.others().get("warmup"))) {
      return "auto";
    }
    return plan.warmupSeconds() == null ? null : plain(plan.warmupSeconds()) + " s";
  }

  private static String duration(Plan plan) {
    if (plan.count() != null) {
      return plan.count() + " handshakes";
    }
    return plan.durationSeconds() == null ? null : plain(plan.durationSeconds()) + " s";
  }

  private static String mix(Map<String, Double> mix) {
    return mix.isEmpty()
        ? null
        : new TreeMap<>(mix)
            .entrySet().stream()
                .filter(part -> part.getValue() != 0)
                .map(part -> part.getKey() + "=" + plain(part.getValue()))
                .collect(Collectors.joining(","));
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
