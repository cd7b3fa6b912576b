package dev.kexbench.bench.run;

import dev.kexbench.results.jmh.JmhResult;
import dev.kexbench.results.render.BenchmarkNames;
import java.util.Locale;
import java.util.Map;
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

  /** The label for display: {@code RsaPrivateBenchmark.open bits=2048 pool=fresh provider=accp}. */
  String label() {
    return parameters.entrySet().stream()
        .map(each -> " " + each.getKey() + "=" + shown(each.getValue()))
        .collect(
            Collectors.joining(
                "", shortName(benchmark), threads == 1 ? "" : ", " + threads + " threads"));
  }

  /** The same row with another number of threads. */
  Row with(int others) {
    return new Row(benchmark, parameters, others);
  }

  /** The same row with another value of a parameter. */
  Row with(String parameter, String value) {
    Map<String, String> others = new TreeMap<>(parameters);
    others.put(parameter, value);
    return new Row(benchmark, others, threads);
  }

  /** The class name alone. */
  String benchmarkClass() {
    return benchmark.substring(0, benchmark.lastIndexOf('.'));
  }

  /** A benchmark's name without its package. */
  public static String shortName(String benchmark) {
    return BenchmarkNames.withoutPackages(benchmark);
  }

  /** A value as written on the command line: the constant THREAD_LOCAL is thread-local. */
  public static String shown(String value) {
    return value.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
