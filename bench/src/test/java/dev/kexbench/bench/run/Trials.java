package dev.kexbench.bench.run;

import dev.kexbench.results.suite.Row;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What must be tried so that no benchmark rots: each with the first value of every parameter, and
 * with every other value in turn.
 */
public final class Trials {
  private Trials() {}

  /** One call of a benchmark. */
  public record Trial(String benchmark, Map<String, String> parameters) {
    @Override
    public String toString() {
      return new Row(benchmark, parameters, 1).label();
    }
  }

  /** All that this machine can do. */
  public static Stream<Trial> all() {
    Providers here = Providers.here();
    Set<Row> rows = new LinkedHashSet<>();
    for (BenchmarkInfo subject : BenchmarkSuite.built().subjects()) {
      Map<String, String> first = new TreeMap<>();
      subject
          .parameters()
          .forEach(
              (name, values) ->
                  first.put(
                      name,
                      values.stream().filter(each -> here.allow(name, each)).findFirst().get()));
      Row representative = new Row(subject.name(), first, 1);
      rows.add(representative);
      subject
          .parameters()
          .forEach(
              (name, values) ->
                  values.stream()
                      .filter(each -> here.allow(name, each))
                      .forEach(each -> rows.add(representative.with(name, each))));
    }
    RowSelector.read("absent.rows").forEach(line -> rows.removeIf(line::holds));
    return rows.stream().map(row -> new Trial(row.benchmark(), row.parameters()));
  }
}
