package dev.kexbench.results.compare;

import dev.kexbench.results.jmh.JmhResult;
import dev.kexbench.results.jmh.JmhResults;
import dev.kexbench.results.jmh.MeasuredRow;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.Verdict;
import dev.kexbench.results.statistics.Sample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Converts JMH's results to figures: the score, and the bytes that an operation allocates. The
 * profiler's other figures describe the fork as a whole (number and time of collections), not the
 * operation. A score of NaN makes no figure. Units are normalized as in {@link Units}.
 */
final class JmhRows {
  private JmhRows() {}

  /** The results of one file; {@code environment} is null if no such file lies next to it. */
  static ResultSet of(String source, JmhResults results, Environment environment) {
    List<Figure> rows =
        results.rows().stream().filter(JmhRows::isCompared).map(JmhRows::row).toList();
    Map<String, String> keys = new LinkedHashMap<>(SettingKeys.of(environment));
    pace(results.results()).ifPresent(pace -> keys.put("pace", pace));
    Setting setting =
        new Setting(source, keys, environment == null ? null : environment.hostClass());
    return new ResultSet(
        ResultSet.Kind.JMH,
        List.of(setting),
        rows,
        Verdict.of(List.of()),
        Optional.empty(),
        List.of());
  }

  /** Warm-up and measurement time: a fork with hardly any warm-up measures something else. */
  private static Optional<String> pace(List<JmhResult> results) {
    List<String> all =
        results.stream()
            .filter(result -> result.warmups() != null && result.time() != null)
            .map(result -> "%s, %d before them".formatted(result.time(), result.warmups()))
            .distinct()
            .sorted()
            .toList();
    return all.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", all));
  }

  /** Whether a comparison uses this row. */
  static boolean isCompared(MeasuredRow row) {
    boolean known =
        row.figure().equals(MeasuredRow.SCORE) || row.figure().equals(MeasuredRow.ALLOCATED);
    return known && Double.isFinite(row.metric().score());
  }

  static Figure row(MeasuredRow measured) {
    String unit = measured.metric().unit();
    FigureKey key = new FigureKey(facets(measured.result()), measured.figure(), Units.normal(unit));
    double factor = Units.factor(unit);
    List<List<Double>> runs =
        measured.metric().forks().stream()
            .map(run -> run.stream().map(value -> value * factor).toList())
            .toList();
    return new Figure(key, Direction.ofUnit(unit), new Sample(runs));
  }

  private static Map<String, String> facets(JmhResult result) {
    Map<String, String> facets = new LinkedHashMap<>();
    facets.put(FigureKey.BENCHMARK, result.benchmark());
    facets.put(FigureKey.MODE, result.mode());
    facets.put(FigureKey.THREADS, String.valueOf(result.threads()));
    facets.putAll(new TreeMap<>(result.params()));
    return facets;
  }
}
