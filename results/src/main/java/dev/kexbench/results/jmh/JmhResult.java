package dev.kexbench.results.jmh;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kexbench.results.report.Copies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One result of JMH.
 *
 * @param benchmark class and method
 * @param mode such as {@code avgt}
 * @param threads that ran it
 * @param params the benchmark's parameters; none is left out in JMH's file
 * @param settings how it was measured, by JMH's own keys: text, a whole number, or a list of texts
 * @param primary what the mode measures
 * @param secondary what profilers and counters add, by name, without JMH's leading dot
 */
public record JmhResult(
    String benchmark,
    String mode,
    int threads,
    Map<String, String> params,
    @JsonAnyGetter Map<String, Object> settings,
    @JsonProperty("primaryMetric") Metric primary,
    @JsonProperty("secondaryMetrics") Map<String, Metric> secondary) {
  /** JMH's own version. */
  public static final String JMH_VERSION = "jmhVersion";

  /** The forks' Java version, as {@code 21.0.2}. */
  public static final String JDK_VERSION = "jdkVersion";

  public static final String VM_NAME = "vmName";

  /** Version and build of the virtual machine, as {@code 21.0.2+13}. */
  public static final String VM_VERSION = "vmVersion";

  /** Those of {@link JvmArguments#relevant}. */
  public static final String JVM_ARGUMENTS = "jvmArgs";

  /** How many forks; none if it ran in JMH's own JVM. */
  public static final String FORKS = "forks";

  public static final String WARMUP_ITERATIONS = "warmupIterations";

  /** How long such an iteration is, as {@code 200 ms}. */
  public static final String WARMUP_TIME = "warmupTime";

  public static final String WARMUP_BATCH = "warmupBatchSize";

  public static final String MEASUREMENT_ITERATIONS = "measurementIterations";

  public static final String MEASUREMENT_TIME = "measurementTime";

  public static final String MEASUREMENT_BATCH = "measurementBatchSize";

  private static final String DOT = "·";

  /** Missing maps become empty. */
  public JmhResult {
    params = Copies.map(params);
    settings = Copies.map(settings);
    secondary = undotted(Copies.map(secondary));
  }

  /** Its metrics as rows, the primary one first, under the name {@link MeasuredRow#SCORE}. */
  public List<MeasuredRow> rows() {
    List<MeasuredRow> rows = new ArrayList<>();
    rows.add(new MeasuredRow(this, MeasuredRow.SCORE, primary));
    secondary.forEach((name, metric) -> rows.add(new MeasuredRow(this, name, metric)));
    return List.copyOf(rows);
  }

  /**
   * Whether its forks ran next to those of another variant on the same core. Their wall-clock times
   * then include the other's turns.
   */
  public boolean isDuet() {
    return secondary.containsKey(MeasuredRow.DUET_OVERLAP);
  }

  /** The time of an operation: the primary metric, or in a duet CPU time. */
  public Metric time() {
    return isDuet() ? secondary.getOrDefault(MeasuredRow.CPU, primary) : primary;
  }

  /** What was measured, and how, whenever that was: equal for the rounds of one row. */
  Object row() {
    return List.of(benchmark, mode, threads, params, settings, primary.unit());
  }

  /** This with the forks of another round of the same row. */
  JmhResult with(JmhResult other) {
    Map<String, Metric> both = new LinkedHashMap<>(secondary);
    other.secondary.forEach((name, metric) -> both.merge(name, metric, JmhResult::joined));
    return new JmhResult(
        benchmark, mode, threads, params, settings, primary.with(other.primary), both);
  }

  /** Without the other one if it has another unit. */
  private static Metric joined(Metric metric, Metric other) {
    return metric.unit().equals(other.unit()) ? metric.with(other) : metric;
  }

  /** This without secondary metrics that no comparison uses. */
  JmhResult compared() {
    Map<String, Metric> some = new LinkedHashMap<>(secondary);
    some.keySet()
        .retainAll(
            List.of(
                MeasuredRow.ALLOCATED,
                MeasuredRow.CPU,
                MeasuredRow.INSTRUCTIONS,
                MeasuredRow.CPU_SHARE,
                MeasuredRow.DUET_OVERLAP,
                MeasuredRow.DUET_SHARE));
    return new JmhResult(benchmark, mode, threads, params, settings, primary, some);
  }

  private static Map<String, Metric> undotted(Map<String, Metric> metrics) {
    Map<String, Metric> named = new LinkedHashMap<>();
    metrics.forEach(
        (name, metric) ->
            named.put(name.startsWith(DOT) ? name.substring(DOT.length()) : name, metric));
    return Copies.map(named);
  }
}
