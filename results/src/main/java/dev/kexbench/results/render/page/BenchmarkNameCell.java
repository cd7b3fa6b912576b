package dev.kexbench.results.render.page;

import dev.kexbench.results.compare.FigureKey;
import dev.kexbench.results.jmh.MeasuredRow;
import dev.kexbench.results.render.BenchmarkNames;

/** The name of a benchmark's figure in words: the benchmark, and below it what was measured. */
final class BenchmarkNameCell {
  private BenchmarkNameCell() {}

  /** The benchmark without its package. */
  static String benchmark(FigureKey key) {
    return BenchmarkNames.withoutPackages(key.facets().getOrDefault(FigureKey.BENCHMARK, ""));
  }

  /** What was measured, with which parameters: {@code average time, bits 2048, provider jdk}. */
  static String measured(FigureKey key) {
    String parameters =
        BenchmarkNames.values(key.parameters()).replaceAll("(^|, )([\\w.-]+)=", "$1$2 ");
    String figure = figure(key);
    return parameters.isEmpty() ? figure : figure + ", " + parameters;
  }

  private static String figure(FigureKey key) {
    return switch (key.figure()) {
      case MeasuredRow.SCORE -> mode(key.facets().getOrDefault(FigureKey.MODE, ""));
      case MeasuredRow.CPU -> "CPU time of an operation";
      case MeasuredRow.INSTRUCTIONS -> "instructions of an operation";
      case MeasuredRow.ALLOCATED -> "allocation of an operation";
      default -> key.figure();
    };
  }

  private static String mode(String mode) {
    return switch (mode) {
      case "avgt" -> "average time";
      case "sample" -> "sampled time";
      case "ss" -> "time of a single shot";
      case "thrpt" -> "throughput";
      default -> mode.isEmpty() ? "score" : mode;
    };
  }
}
