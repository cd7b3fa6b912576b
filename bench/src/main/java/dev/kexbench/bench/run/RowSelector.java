package dev.kexbench.bench.run;

import dev.kexbench.results.render.BenchmarkNames;
import dev.kexbench.results.suite.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line of a {@code .rows} file: selects benchmarks and values of their parameters.
 *
 * @param benchmarks matches the beginning of a benchmark's name, without its package
 * @param parameters the parameters that the line names, with their values
 * @param threads thread counts for each row, in the syntax of {@link ThreadCounts}
 * @param note the text after a #
 */
record RowSelector(
    Pattern benchmarks, List<Parameter> parameters, List<String> threads, String note) {
  /** Every benchmark, with the first value of each parameter that works here. */
  static final RowSelector REPRESENTATIVE = parse(".");

  private static final String FOLDER = "/dev/kexbench/bench/suite/";
  private static final String THREADS = "threads";
  private static final String ALL = "*";

  /**
   * Reads a file of rows that lies next to the benchmarks, without empty lines and comments; each
   * file's header explains its contents.
   */
  static List<RowSelector> read(String file) {
    try (InputStream in = RowSelector.class.getResourceAsStream(FOLDER + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(RowSelector::parse)
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * Parses {@code PoolBenchmark.work pool=* threads=1,2cores}.
   *
   * @throws IllegalArgumentException if the line has another form
   */
  static RowSelector parse(String line) {
    String[] halves = line.split("#", 2);
    String[] words = halves[0].strip().split("\\s+");
    List<Parameter> parameters = new ArrayList<>();
    List<String> threads = List.of("1");
    for (int at = 1; at < words.length; at++) {
      Parameter parameter = Parameter.parse(words[at]);
      if (parameter.name().equals(THREADS)) {
        threads = parameter.values();
      } else {
        parameters.add(parameter);
      }
    }
    String note = halves.length == 1 ? "" : halves[1].strip();
    return new RowSelector(Pattern.compile(words[0]), List.copyOf(parameters), threads, note);
  }

  boolean covers(BenchmarkInfo benchmark) {
    return covers(benchmark.name());
  }

  private boolean covers(String benchmark) {
    return benchmarks.matcher(BenchmarkNames.withoutPackages(benchmark)).lookingAt();
  }

  /** The values that the line selects, from those of a parameter that work here. */
  List<String> values(String parameter, List<String> working) {
    Optional<Parameter> named = named(parameter).or(() -> named(ALL));
    if (named.isEmpty()) {
      return working.subList(0, Math.min(1, working.size()));
    }
    return working.stream()
        .filter(value -> named.get().values().contains(ALL) || named.get().includes(value))
        .toList();
  }

  /** Whether a row matches everything that the line names. */
  boolean matches(Row row) {
    return covers(row.benchmark())
        && parameters.stream()
            .allMatch(
                each ->
                    row.parameters().containsKey(each.name())
                        && each.includes(row.parameters().get(each.name())));
  }

  private Optional<Parameter> named(String name) {
    return parameters.stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
