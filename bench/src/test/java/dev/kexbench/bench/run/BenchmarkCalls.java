package dev.kexbench.bench.run;

import dev.kexbench.results.suite.Row;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The calls that cover every benchmark: each with the first value of every parameter, and with
 * every other value in turn.
 */
public final class BenchmarkCalls {
  private BenchmarkCalls() {}

  /** One call of a benchmark. */
  public record Call(String benchmark, Map<String, String> parameters) {
    @Override
    public String toString() {
      return new Row(benchmark, parameters, 1).label();
    }
  }

  /** All calls that work on this machine. */
  public static Stream<Call> all() {
    Providers here = Providers.here();
    Set<Row> rows = new LinkedHashSet<>();
    for (BenchmarkInfo benchmark : BenchmarkSuite.built().benchmarks()) {
      Map<String, String> first = new TreeMap<>();
      benchmark
          .parameters()
          .forEach(
              (name, values) ->
                  first.put(
                      name,
                      values.stream().filter(each -> works(here, name, each)).findFirst().get()));
      Row representative = new Row(benchmark.name(), first, 1);
      rows.add(representative);
      benchmark
          .parameters()
          .forEach(
              (name, values) ->
                  values.stream()
                      .filter(each -> works(here, name, each))
                      .forEach(each -> rows.add(representative.with(name, each))));
    }
    RowSelector.read("absent.rows").forEach(line -> rows.removeIf(line::matches));
    return rows.stream().map(row -> new Call(row.benchmark(), row.parameters()));
  }

  private static boolean works(Providers here, String name, String value) {
    return here.allow(name, value) && Exchanges.available(name, value);
  }
}
