package dev.kexbench.loadgen.plan;

import dev.kexbench.results.report.Plan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The options that a report's plan stands for: those recorded under {@link #KEY}, or, in a report
 * from before options were recorded, those derived from its other fields.
 */
public final class StoredOptions {
  public static final String KEY = "options";

  private static final int NANOS_DIGITS = 9;

  private final Map<String, String> texts = new LinkedHashMap<>();

  private StoredOptions() {}

  public static Map<String, String> of(Plan plan) {
    StoredOptions stored = new StoredOptions();
    if (plan.others().get(KEY) instanceof Map<?, ?> recorded) {
      recorded.forEach((name, text) -> stored.put(String.valueOf(name), text));
    } else {
      stored.load(plan);
      stored.target(plan);
      stored.limits(plan.others());
    }
    stored.texts.computeIfPresent("exchange", (option, name) -> Plan.fullName(name));
    return stored.texts;
  }

  private void load(Plan plan) {
    put("rate", plan.closedLoop() ? "max" : plain(plan.rate()));
    put("arrivals", plan.arrivals());
    put("concurrency", plan.concurrency());
    seconds("duration", plan.durationSeconds());
    seconds("warmup", plan.warmupSeconds());
    put("count", plan.count());
    seconds("timeout", plan.timeoutSeconds());
    put("seed", plan.seed());
    put("threads", plan.threads());
  }

  private void target(Plan plan) {
    put("exchange", plan.exchange());
    put("provider", plan.provider() == null ? null : plan.provider().replaceFirst(" .*", ""));
    put("target", plan.target());
    put("admission", plan.admission());
    put("pool", plan.pool());
    put("crypto-threads", plan.cryptoThreads());
    if (plan.target() == null) {
      put("cores", plan.cores()); // with a target they were recorded as -/1, which is no option
    }
  }

  private void limits(Map<String, Object> others) {
    put("event-loops", others.get("eventLoops"));
    put("queue", others.get("queue"));
    seconds("first-frame-timeout", others.get("firstFrameSeconds"));
    seconds("idle-timeout", others.get("idleSeconds"));
  }

  private void seconds(String name, Object seconds) {
    if (seconds instanceof Number number) {
      put(name, plain(number.doubleValue()) + "s");
    }
  }

  private void put(String name, Object value) {
    if (value != null) {
      texts.put(name, value.toString());
    }
  }

  /** With as many decimals as an amount may have. */
  private static String plain(double number) {
    BigDecimal rounded = BigDecimal.valueOf(number).setScale(NANOS_DIGITS, RoundingMode.HALF_UP);
    return rounded.stripTrailingZeros().toPlainString();
  }
}
