package dev.kexbench.bench.run;

import dev.kexbench.results.report.JmhResult;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One benchmark with one value for each of its parameters.
 *
 * @param benchmark class and method
 */
public record Row(String benchmark, Map<String, String> parameters) {
  private static final String PACKAGES = "^([a-z]\\w*\\.)+(?=[A-Z])";

  /** Keeps its own copy, by parameter name. */
  public Row {
    parameters = new TreeMap<>(parameters);
  }

  static Row of(JmhResult result) {
    return new Row(result.benchmark(), result.params());
  }

  /** As people read it: {@code RsaPrivateBenchmark.open bits=2048 pool=fresh provider=accp}. */
  String label() {
    return parameters.entrySet().stream()
        .map(each -> " " + each.getKey() + "=" + shown(each.getValue()))
        .collect(Collectors.joining("", shortName(benchmark), ""));
  }

  /** A benchmark's name without its packages. */
  static String shortName(String benchmark) {
    return benchmark.replaceFirst(PACKAGES, "");
  }

  /** A value as the command line has it: the constant THREAD_LOCAL is thread-local. */
  static String shown(String value) {
    return value.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
