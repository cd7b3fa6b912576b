package dev.kexbench.bench.run;

import dev.kexbench.results.jmh.MeasuredRow;
import dev.kexbench.results.suite.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Duets whose figures are made up; only the primary score is measured, one side after the other.
 *
 * @param overlap of both forks
 * @param started receives the names of the two sides of each duet, in their order
 */
record SimulatedDuets(double overlap, List<List<String>> started) implements Measure {
  SimulatedDuets(double overlap) {
    this(overlap, new ArrayList<>());
  }

  @Override
  public Collection<RunResult> row(Row row, Timing timing, Variant variant) {
    throw new AssertionError("not one at a time");
  }

  @Override
  public List<Fork> duet(Row row, Timing timing, List<Variant> sides) {
    started.add(sides.stream().map(Variant::name).toList());
    double base = 1_000 + started.size() % 7;
    return sides.stream()
        .<Fork>map(side -> () -> fork(row, side, side.name().equals("b") ? 1.2 * base : base))
        .toList();
  }

  private Collection<RunResult> fork(Row row, Variant variant, double cpu) throws RunnerException {
    RunResult real = BriefMeasure.row(row, BriefMeasure.TIMING, variant).iterator().next();
    BenchmarkParams params = real.getParams();
    IterationResult iteration = new IterationResult(params, params.getMeasurement(), null);
    iteration.addResult(real.getPrimaryResult());
    iteration.addResult(figure(MeasuredRow.CPU, cpu, "ns/op"));
    iteration.addResult(figure(MeasuredRow.DUET_OVERLAP, overlap, "share"));
    iteration.addResult(figure(MeasuredRow.DUET_SHARE, 0.97, "share"));
    iteration.addResult(figure(MeasuredRow.CPU_SHARE, 0.48, "share"));
    return List.of(new RunResult(params, List.of(new BenchmarkResult(params, List.of(iteration)))));
  }

  private static ScalarResult figure(String name, double value, String unit) {
    return new ScalarResult(name, value, unit, AggregationPolicy.AVG);
  }
}
