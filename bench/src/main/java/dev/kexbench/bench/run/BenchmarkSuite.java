package dev.kexbench.bench.run;

import dev.kexbench.results.render.BenchmarkNames;
import dev.kexbench.results.suite.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmarks of one build, in the order of their names. */
record BenchmarkSuite(List<BenchmarkInfo> benchmarks) {
  /** All benchmarks that JMH's annotation processor found in this build. */
  static BenchmarkSuite built() {
    return of(BenchmarkList.defaultList());
  }

  /** All benchmarks in JMH's list for the compiled classes in a folder. */
  static BenchmarkSuite compiled(Path classes) {
    return of(BenchmarkList.fromFile(list(classes).toString()));
  }

  /** The file to which the annotation processor wrote its list. */
  static Path list(Path classes) {
    return classes.resolve(BenchmarkList.BENCHMARK_LIST.replaceFirst("^/", ""));
  }

  private static BenchmarkSuite of(BenchmarkList list) {
    OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
    return new BenchmarkSuite(
        list.getAll(silent, List.of()).stream().sorted().map(BenchmarkInfo::of).toList());
  }

  /** Whether a benchmark with these parameters can be run. */
  boolean has(Row row) {
    return benchmarks.stream().anyMatch(benchmark -> benchmark.allows(row));
  }

  /**
   * The benchmarks whose name contains a match of one of the regular expressions; all if there are
   * none.
   *
   * @throws IllegalArgumentException if an expression is not valid, or no benchmark matches
   */
  List<BenchmarkInfo> matching(List<String> filters) {
    List<Pattern> patterns = filters.stream().map(BenchmarkSuite::pattern).toList();
    List<BenchmarkInfo> found =
        benchmarks.stream()
            .filter(
                benchmark ->
                    patterns.isEmpty()
                        || patterns.stream()
                            .anyMatch(each -> each.matcher(benchmark.name()).find()))
            .toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "no benchmark is named like %s; there are %s"
              .formatted(String.join(" or ", filters), names()));
    }
    return found;
  }

  private String names() {
    return benchmarks.stream()
        .map(benchmark -> BenchmarkNames.withoutPackages(benchmark.name()))
        .collect(Collectors.joining(", "));
  }

  private static Pattern pattern(String filter) {
    try {
      return Pattern.compile(filter);
    } catch (PatternSyntaxException broken) {
      throw new IllegalArgumentException(
          "FILTER '%s' is not a regular expression: %s".formatted(filter, broken.getDescription()),
          broken);
    }
  }
}
