package dev.kexbench.results.suite;

import dev.kexbench.results.compare.FigureKey;
import dev.kexbench.results.jmh.JmhResult;
import dev.kexbench.results.render.BenchmarkNames;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One benchmark with one value for each of its parameters.
 *
 * @param benchmark class and method
 * @param threads that run it concurrently
 */
public record Row(String benchmark, Map<String, String> parameters, int threads) {
  /** Keeps its own copy, sorted by parameter name. */
  public Row {
    parameters = new TreeMap<>(parameters);
  }

  /** The row of a result. */
  public static Row of(JmhResult result) {
    return new Row(result.benchmark(), result.params(), result.threads());
  }

  /** The row of a JMH figure. */
  public static Row of(FigureKey key) {
    Map<String, String> parameters = new TreeMap<>(key.facets());
    parameters.keySet().removeAll(Set.of(FigureKey.BENCHMARK, FigureKey.MODE, FigureKey.THREADS));
    int threads = Integer.parseInt(key.facets().get(FigureKey.THREADS));
    return new Row(key.facets().get(FigureKey.BENCHMARK), parameters, threads);
  }

  /** The label for display: {@code RsaPrivateBenchmark.open bits=2048 pool=fresh provider=accp}. */
  public String label() {
    return parameters.entrySet().stream()
        .map(each -> " " + each.getKey() + "=" + BenchmarkNames.value(each.getValue()))
        .collect(
            Collectors.joining(
                "",
                BenchmarkNames.withoutPackages(benchmark),
                threads == 1 ? "" : ", " + threads + " threads"));
  }

  /** The same row with another number of threads. */
  public Row with(int others) {
    return new Row(benchmark, parameters, others);
  }

  /** The same row with another value of a parameter. */
  public Row with(String parameter, String value) {
    Map<String, String> others = new TreeMap<>(parameters);
    others.put(parameter, value);
    return new Row(benchmark, others, threads);
  }

  /** The name of the benchmark class, with its package; empty if only a method is named. */
  public String benchmarkClass() {
    return benchmark.substring(0, Math.max(0, benchmark.lastIndexOf('.')));
  }
}
