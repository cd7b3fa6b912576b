package dev.kexbench.results.compare;

import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.Plan;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The facts of environment and plan that two results must share; null if unknown. */
final class SettingKeys {
  private SettingKeys() {}

  /** Machine and JDK; all unknown if the environment is null. */
  static Map<String, String> of(Environment environment) {
    boolean known = environment != null;
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("CPU model", known ? environment.cpu() : null);
    keys.put("cores of the machine", known ? String.valueOf(environment.cores()) : null);
    keys.put("JDK", known ? environment.jdk() : null);
    return keys;
  }

  /** The parts of the plan that affect the figures. */
  static Map<String, String> of(Plan plan) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("exchange", plan.exchange());
    keys.put("provider", plan.provider());
    keys.put("rate", rate(plan));
    if (!plan.closedLoop()) {
      keys.put("arrivals", plan.arrivals());
    }
    keys.put("concurrency", String.valueOf(plan.concurrency()));
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
