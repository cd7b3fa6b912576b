package dev.kexbench.bench.run;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Selects the values of a parameter that are measured: those of the request, else those of a row
 * selector.
 */
record ParameterSelection(Request request, Providers providers) {
  /**
   * Checks that at least one of the benchmarks has each requested parameter and value.
   *
   * @throws IllegalArgumentException that names the known ones
   */
  void check(List<BenchmarkInfo> benchmarks) {
    Map<String, Set<String>> known = new TreeMap<>();
    for (BenchmarkInfo benchmark : benchmarks) {
      benchmark
          .parameters()
          .forEach(
              (name, values) ->
                  known.computeIfAbsent(name, any -> new LinkedHashSet<>()).addAll(values));
    }
    request.parameters().forEach(requested -> check(requested, known));
  }

  private static void check(Parameter requested, Map<String, Set<String>> known) {
    if (!known.containsKey(requested.name())) {
      throw new IllegalArgumentException(
          "-p: no parameter '%s' here; there are %s"
              .formatted(
                  requested.name(), known.isEmpty() ? "none" : String.join(", ", known.keySet())));
    }
    List<String> values = known.get(requested.name()).stream().map(Parameter::written).toList();
    for (String value : requested.values()) {
      if (!values.contains(Parameter.written(value))) {
        throw new IllegalArgumentException(
            "-p: %s has no value '%s'; there are %s"
                .formatted(requested.name(), value, String.join(", ", values)));
      }
    }
  }

  /** The values of one benchmark's parameter that a row selector selects on this machine. */
  List<String> of(String parameter, List<String> declared, RowSelector line) {
    List<String> working =
        declared.stream()
            .filter(value -> providers.allow(parameter, value))
            .filter(value -> Exchanges.available(parameter, value))
            .toList();
    List<Parameter> requested =
        request.parameters().stream().filter(each -> each.name().equals(parameter)).toList();
    return requested.isEmpty()
        ? line.values(parameter, Exchanges.chosen(parameter, working, request.engine()))
        : working.stream()
            .filter(value -> requested.stream().anyMatch(each -> each.includes(value)))
            .toList();
  }
}
