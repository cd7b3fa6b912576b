package dev.kexbench.results.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a row was measured, by JMH's own keys, as far as it may affect the score. */
record JmhSettings(Values values, JsonNode row) {
  private static final List<String> TEXTS =
      List.of(
          JmhResult.JMH_VERSION,
          JmhResult.JDK_VERSION,
          JmhResult.VM_NAME,
          JmhResult.VM_VERSION,
          JmhResult.WARMUP_TIME,
          JmhResult.MEASUREMENT_TIME);

  private static final List<String> COUNTS =
      List.of(
          JmhResult.FORKS,
          JmhResult.WARMUP_ITERATIONS,
          JmhResult.WARMUP_BATCH,
          JmhResult.MEASUREMENT_ITERATIONS,
          JmhResult.MEASUREMENT_BATCH);

  /** Those that are in the row; of the JVM's arguments those that count. */
  Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    TEXTS.stream()
        .filter(row::hasNonNull)
        .forEach(key -> all.put(key, values.scalar(row.get(key), key)));
    COUNTS.stream().filter(row::hasNonNull).forEach(key -> all.put(key, values.count(row, key, 0)));
    if (row.hasNonNull(JmhResult.JVM_ARGUMENTS)) {
      List<String> arguments =
          values.list(row.get(JmhResult.JVM_ARGUMENTS), JmhResult.JVM_ARGUMENTS, values::scalar);
      all.put(JmhResult.JVM_ARGUMENTS, JvmArguments.relevant(arguments));
    }
    return all;
  }
}
