package dev.kexbench.bench.fork;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.Aggregator;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;

/**
 * A JMH profiler that adds to each measured iteration how often an event of the processor happened
 * per operation: {@code instructions.norm} and {@code cycles.norm}, of the benchmark threads alone.
 * Neither is added to the last iteration, which includes the check at the end, or where a method
 * runs before or after each operation, since that would count as well.
 *
 * <p>JMH's own profiler ({@code perfnorm}) divides what the whole JVM does in tenths of a second,
 * compilers and collectors included, by the rate of operations in the whole fork. It leaves one to
 * three such tenths of a fork that is measured for half a second, and whatever takes the core away
 * meanwhile is in its figures. This one counts exactly the operations of an iteration.
 *
 * <p>It goes before the profiler of CPU time, whose time would otherwise include the start of perf.
 */
public final class CountersProfiler implements InternalProfiler {
  /** The unit that JMH's own profilers of counters use. */
  private static final String UNIT = "#/op";

  private final List<String> events;
  private PerfStat perf;
  private int measured;

  /**
   * For JMH.
   *
   * @param options perf's names of the events, separated by commas
   */
  public CountersProfiler(String options) {
    this.events = List.of(options.split(","));
  }

  @Override
  public String getDescription() {
    return "instructions and cycles per operation";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    if (iteration.getType() != IterationType.MEASUREMENT) {
      return;
    }
    measured++;
    boolean onlyOperations =
        measured < benchmark.getMeasurement().getCount()
            && !ForkProfiler.isSetUpEachTime(benchmark);
    List<String> threads = onlyOperations ? Workers.kernelIds() : List.of();
    perf = threads.isEmpty() ? null : PerfStat.start(events, threads).orElse(null);
  }

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    if (perf == null) {
      return List.of();
    }
    Map<String, Double> counts = perf.end();
    perf = null;
    double operations = result.getMetadata().getAllOps();
    return events.stream()
        .filter(counts::containsKey)
        .map(event -> figure(event, counts.get(event) / operations))
        .toList();
  }

  private static ScalarResult figure(String event, double perOperation) {
    return new Count(event + ".norm", perOperation);
  }

  /**
   * A figure of an iteration, of which those without one do not count as 0, as JMH would have it.
   */
  private static final class Count extends ScalarResult {
    private static final long serialVersionUID = 1;

    private Count(String name, double perOperation) {
      super(name, perOperation, UNIT, AggregationPolicy.AVG);
    }

    /** There is one for all threads, which stays what it is. */
    @Override
    protected Aggregator<ScalarResult> getThreadAggregator() {
      return figures -> figures.iterator().next();
    }

    @Override
    protected ScalarResult getZeroResult() {
      return null;
    }
  }
}
