package dev.kexbench.results.compare;

import dev.kexbench.results.jmh.ForkShares;
import dev.kexbench.results.jmh.JmhResult;
import dev.kexbench.results.jmh.JmhResults;
import dev.kexbench.results.jmh.MeasuredRow;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.Verdict;
import dev.kexbench.results.statistics.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Converts JMH's results to figures: the score, and the CPU time, instructions and bytes of an
 * operation. The profilers' other figures describe the fork as a whole (number and time of
 * collections), not the operation, or answer a question that is answered already (cycles are CPU
 * time), and each further test makes all others less powerful. A score of NaN makes no figure, nor
 * does the score of a duet, which is wall-clock time and includes the turns of the other fork.
 * Units are normalized as in {@link Units}.
 */
final class JmhRows {
  private static final Set<String> COMPARED =
      Set.of(MeasuredRow.SCORE, MeasuredRow.CPU, MeasuredRow.INSTRUCTIONS, MeasuredRow.ALLOCATED);

  private JmhRows() {}

  /**
   * The results of one file, apart by the settings under which they were measured; {@code
   * environment} is null if no such file lies next to it.
   */
  static List<ResultSet> of(String source, JmhResults results, Environment environment) {
    Map<Map<String, String>, List<JmhResult>> bySettings = new LinkedHashMap<>();
    results
        .results()
        .forEach(
            result ->
                bySettings
                    .computeIfAbsent(
                        JmhSettingKeys.of(result, environment), any -> new ArrayList<>())
                    .add(result));
    String hostClass = environment == null ? null : environment.hostClass();
    return bySettings.entrySet().stream()
        .map(
            each -> {
              List<JmhResult> some = each.getValue();
              ForkShares forks = ForkShares.of(some);
              return set(
                  new Setting(
                      source, Origin.unknown(source), each.getKey(), hostClass, rows(some), forks),
                  new JmhResults(some));
            })
        .toList();
  }

  private static Set<Map<String, String>> rows(List<JmhResult> results) {
    return results.stream().map(JmhRows::facets).collect(Collectors.toSet());
  }

  private static ResultSet set(Setting setting, JmhResults results) {
    return new ResultSet(
        ResultSet.Kind.JMH,
        List.of(setting),
        results.rows().stream().filter(JmhRows::isCompared).map(JmhRows::row).toList(),
        Verdict.of(setting.forks().reason().stream().toList()),
        List.of());
  }

  /** Whether a comparison uses this row. */
  static boolean isCompared(MeasuredRow row) {
    boolean othersTurns = row.result().isDuet() && row.figure().equals(MeasuredRow.SCORE);
    return COMPARED.contains(row.figure()) && !othersTurns && Double.isFinite(row.metric().score());
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
    new TreeMap<>(result.params())
        .forEach((name, value) -> facets.put(Parameters.key(name), Parameters.value(name, value)));
    return facets;
  }
}
