package dev.kexbench.bench.run;

import dev.kexbench.results.suite.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.runner.BenchmarkListEntry;

/**
 * A benchmark that can be run.
 *
 * @param name class and method
 * @param parameters the values of every parameter, in declaration order
 */
record BenchmarkInfo(String name, Map<String, List<String>> parameters) {
  /**
   * Whether the row is of this benchmark and has exactly its parameters, with values that it
   * accepts.
   */
  boolean allows(Row row) {
    return row.benchmark().equals(name)
        && row.parameters().keySet().equals(parameters.keySet())
        && row.parameters().entrySet().stream()
            .allMatch(each -> parameters.get(each.getKey()).contains(each.getValue()));
  }

  static BenchmarkInfo of(BenchmarkListEntry entry) {
    Map<String, List<String>> parameters = new TreeMap<>();
    entry.getParams().orElse(Map.of()).forEach((key, of) -> parameters.put(key, Arrays.asList(of)));
    return new BenchmarkInfo(entry.getUsername(), parameters);
  }
}
