package dev.kexbench.results.jmh;

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
 * @param warmups iterations of a fork that do not count; null where that is not known
 * @param time how long an iteration is, as {@code 200 ms}; null where that is not known
 * @param primary what the mode measures
 * @param secondary what profilers and counters add, by name, without JMH's leading dot
 */
public record JmhResult(
    String benchmark,
    String mode,
    int threads,
    Map<String, String> params,
    @JsonProperty("warmupIterations") Integer warmups,
    @JsonProperty("measurementTime") String time,
    @JsonProperty("primaryMetric") Metric primary,
    @JsonProperty("secondaryMetrics") Map<String, Metric> secondary) {
  private static final String DOT = "·";

  /** Missing maps become empty. */
  public JmhResult {
    params = Copies.map(params);
    secondary = undotted(Copies.map(secondary));
  }

  /** Its metrics as rows, the primary one first, under the name {@link MeasuredRow#SCORE}. */
  public List<MeasuredRow> rows() {
    List<MeasuredRow> rows = new ArrayList<>();
    rows.add(new MeasuredRow(this, MeasuredRow.SCORE, primary));
    secondary.forEach((name, metric) -> rows.add(new MeasuredRow(this, name, metric)));
    return List.copyOf(rows);
  }

  /** What was measured, whenever that was: equal for the rounds of one row. */
  String row() {
    return new MeasuredRow(this, MeasuredRow.SCORE, primary).identity();
  }

  /** This with the forks of another round of the same row. */
  JmhResult with(JmhResult other) {
    Map<String, Metric> both = new LinkedHashMap<>(secondary);
    other.secondary.forEach((name, metric) -> both.merge(name, metric, Metric::with));
    return new JmhResult(
        benchmark, mode, threads, params, warmups, time, primary.with(other.primary), both);
  }

  /** This without secondary metrics other than what an operation allocates. */
  JmhResult compared() {
    Map<String, Metric> some = new LinkedHashMap<>(secondary);
    some.keySet().retainAll(List.of(MeasuredRow.ALLOCATED));
    return new JmhResult(benchmark, mode, threads, params, warmups, time, primary, some);
  }

  boolean complete() {
    return benchmark != null && primary != null && primary.unit() != null;
  }

  private static Map<String, Metric> undotted(Map<String, Metric> metrics) {
    Map<String, Metric> named = new LinkedHashMap<>();
    metrics.forEach(
        (name, metric) ->
            named.put(name.startsWith(DOT) ? name.substring(DOT.length()) : name, metric));
    return Copies.map(named);
  }
}
