package dev.kexbench.results.suite;

import dev.kexbench.results.jmh.JmhFiles;
import dev.kexbench.results.jmh.JmhResult;
import dev.kexbench.results.jmh.JmhResults;
import dev.kexbench.results.jmh.MeasuredRow;
import dev.kexbench.results.jmh.Metric;
import dev.kexbench.results.render.Numbers;
import dev.kexbench.results.statistics.MeanEstimate;
import dev.kexbench.results.statistics.Sample;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The score of a row; in a duet, its CPU time.
 *
 * @param estimate the geometric mean of the forks, in {@code unit}. Its interval is over forks,
 *     since iterations of one fork are not independent samples
 * @param forks the iterations of each fork, in {@code unit}, with the round of each if they were
 *     measured in rounds
 * @param unit as {@code µs/op}
 * @param allocated bytes per operation, the mean of the forks; NaN if the profiler has no figure
 * @param cpu CPU time of an operation in {@code unit}, the mean of the forks; NaN if the profiler
 *     has no figure
 * @param instructions in an operation, the mean of the forks; NaN if the profiler has no figure
 * @param duet whether {@code estimate} and {@code forks} are CPU time of an operation
 */
public record Score(
    Row row,
    MeanEstimate estimate,
    Sample forks,
    String unit,
    double allocated,
    double cpu,
    double instructions,
    boolean duet) {
  private static final String NANOSECONDS = "ns/op";
  private static final String MICROSECONDS = "µs/op";

  /**
   * All scores in a folder of JMH's files, in order of occurrence.
   *
   * @throws dev.kexbench.results.command.CommandFailure with exit code 2 if a file cannot be read
   */
  public static List<Score> read(Path folder) {
    return read(JmhFiles.in(folder));
  }

  /**
   * All scores in some of JMH's files, in order of occurrence.
   *
   * @throws dev.kexbench.results.command.CommandFailure with exit code 2 if a file cannot be read
   */
  static List<Score> read(List<Path> files) {
    Map<String, Forks> byRow = new LinkedHashMap<>();
    for (Path file : files) {
      Optional<String> round = JmhFiles.roundOf(file);
      for (JmhResult result : JmhResults.read(file).results()) {
        byRow.merge(identity(result), Forks.of(result, round), Forks::with);
      }
    }
    return byRow.values().stream().map(Forks::score).toList();
  }

  /** A score without CPU time and instructions. */
  public Score(Row row, MeanEstimate estimate, Sample forks, String unit, double allocated) {
    this(row, estimate, forks, unit, allocated, Double.NaN, Double.NaN, /* duet= */ false);
  }

  static Score of(Row row, Sample forks, String unit, double allocated) {
    return new Score(row, MeanEstimate.of(forks), forks, unit, allocated);
  }

  private static String identity(JmhResult result) {
    return new MeasuredRow(result, MeasuredRow.SCORE, result.primary()).identity();
  }

  /** The forks of one row in the files read so far. */
  private record Forks(
      JmhResult result,
      Sample times,
      Optional<Sample> allocated,
      Optional<Sample> cpu,
      Optional<Sample> instructions) {
    static Forks of(JmhResult result, Optional<String> round) {
      Sample times = new Sample(result.time().forks());
      boolean paired = times.runs().size() == 1;
      return new Forks(
          result,
          round.filter(any -> paired).map(times::in).orElse(times),
          secondary(result, MeasuredRow.ALLOCATED),
          secondary(result, MeasuredRow.CPU),
          secondary(result, MeasuredRow.INSTRUCTIONS));
    }

    private static Optional<Sample> secondary(JmhResult result, String figure) {
      return Optional.ofNullable(result.secondary().get(figure))
          .map(Metric::forks)
          .map(Sample::new);
    }

    Forks with(Forks other) {
      return new Forks(
          result,
          times.with(other.times),
          both(allocated, other.allocated),
          both(cpu, other.cpu),
          both(instructions, other.instructions));
    }

    private static Optional<Sample> both(Optional<Sample> some, Optional<Sample> others) {
      return some.flatMap(one -> others.map(one::with));
    }

    Score score() {
      return new Score(
          Row.of(result),
          MeanEstimate.of(times),
          times,
          Numbers.unit(result.time().unit()),
          center(allocated),
          center(cpu),
          center(instructions),
          result.isDuet() && cpu.isPresent());
    }

    private static double center(Optional<Sample> sample) {
      return sample.map(Sample::center).orElse(Double.NaN);
    }
  }

  /** The geometric mean of the forks, in {@code unit}. */
  public double value() {
    return estimate.value();
  }

  /** The ± of {@link ScoreError}, in {@code unit}; NaN with one fork. */
  public double error() {
    return ScoreError.of(forks, estimate);
  }

  /** The time in microseconds. */
  public double micros() {
    return value() * microsPerUnit();
  }

  /** The error in microseconds. */
  public double microsError() {
    return error() * microsPerUnit();
  }

  private double microsPerUnit() {
    return switch (unit) {
      case NANOSECONDS -> 1e-3;
      case MICROSECONDS -> 1;
      default -> throw new IllegalArgumentException(row.label() + " is in " + unit);
    };
  }
}
