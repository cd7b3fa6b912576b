package dev.kexbench.bench.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The lines of the files that select rows: each has a benchmark, and names its parameters. */
class RowSelectorTest {
  @ParameterizedTest
  @EnumSource
  void hasNoLineWithoutABenchmark(Preset preset) {
    BenchmarkSuite suite = BenchmarkSuite.built();
    for (RowSelector line : preset.selectors()) {
      assertTrue(suite.benchmarks().stream().anyMatch(line::covers), line::toString);
    }
  }

  @Test
  void knowsEveryParameterThatALineNames() {
    BenchmarkSuite suite = BenchmarkSuite.built();
    for (String file :
        List.of(
            "quick.rows",
            "standard.rows",
            "full.rows",
            "scaling.rows",
            "exchanges.rows",
            "schemes.rows",
            "absent.rows")) {
      for (RowSelector line : RowSelector.read(file)) {
        for (Parameter named : line.parameters()) {
          assertTrue(
              named.name().equals("*")
                  || suite.benchmarks().stream().anyMatch(each -> knows(each, line, named)),
              () -> file + ": " + line);
        }
      }
    }
  }

  private static boolean knows(BenchmarkInfo benchmark, RowSelector line, Parameter named) {
    List<String> values = benchmark.parameters().getOrDefault(named.name(), List.of());
    return line.covers(benchmark)
        && !values.isEmpty()
        && (named.values().contains("*")
            || named.values().stream()
                .allMatch(
                    value ->
                        values.stream()
                            .map(Parameter::written)
                            .anyMatch(Parameter.written(value)::equals)));
  }
}
