package dev.kexbench.bench.fork;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * A JMH profiler that ends the warm-up by work and adds these figures to each iteration:
 *
 * <ul>
 *   <li>{@code cpu.norm}: CPU time of the benchmark threads per operation, in the score's unit of
 *       time. Compilers and collectors are not in it.
 *   <li>{@code cpu.share}: CPU time over wall-clock time of the benchmark threads, relative to the
 *       share that they would have without other load: 1, or cores over threads if there are more
 *       threads than cores. Left out if several threads wait for each other: their share of a core
 *       says nothing about the machine.
 *   <li>{@code warmup.ops}, {@code warmup.time}: operations and seconds before the measurement
 *   <li>{@code warmup.limited}: 1 if the warm-up ended at its limit, else 0
 * </ul>
 *
 * <p>JMH calls it before benchmark threads start an iteration and after all of them have ended it.
 * In between they also do what {@code @Setup} and {@code @TearDown} request. Preparing the inputs
 * is part of the first warm-up iteration. Two cases are left, in which CPU time per operation is
 * the score times the threads' share of a core: in the last iteration, which includes the check at
 * the end, and where a method runs before or after each operation ({@link Level#Invocation}).
 */
public final class ForkProfiler implements InternalProfiler {
  /** An iteration has at least this number of operations on each thread. */
  private static final int FEWEST_OPERATIONS = 10;

  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final String DUET = ",duet";

  private final ForkWarmUp warmUp;
  private final boolean duet;
  private Reading before;
  private int measured;

  /**
   * For JMH.
   *
   * @param options {@code OPERATIONS,MILLISECONDS} of the warm-up, as {@link #options} writes them,
   *     with an addition in a {@linkplain #inDuet duet}
   */
  public ForkProfiler(String options) {
    duet = options.endsWith(DUET);
    String[] numbers = options.split(",");
    this.warmUp =
        new ForkWarmUp(
            Long.parseLong(numbers[0]), TimeUnit.MILLISECONDS.toNanos(Long.parseLong(numbers[1])));
  }

  /**
   * The options of this profiler.
   *
   * @param operations of the warm-up, at least
   * @param limitMillis of CPU time of each benchmark thread in the warm-up, at most
   */
  public static String options(long operations, long limitMillis) {
    return operations + "," + limitMillis;
  }

  /**
   * The same options for the fork of a duet. Its last iteration has no {@code cpu.norm}: the fork
   * whose check at the end is over waits for the other one, so their shares of the core in that
   * time are not those of the iteration.
   */
  public static String inDuet(String options) {
    return options + DUET;
  }

  @Override
  public String getDescription() {
    return "CPU time per operation, and a warm-up by work";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = Reading.isPossible() ? Reading.now() : null;
  }

  @Override
  public Collection<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    if (before == null || result.getRawPrimaryResults().isEmpty()) {
      return List.of();
    }
    long operations = result.getMetadata().getAllOps();
    Usage usage = Reading.now().since(before, operations, benchmark.getThreads());
    if (iteration.getType() == IterationType.WARMUP) {
      if (!warmUp.isOver() && warmUp.endsWith(usage)) {
        endWarmUp(benchmark);
      }
      return List.of();
    }
    measured++;
    return figures(benchmark, usage, result.getPrimaryResult().getScore());
  }

  private void endWarmUp(BenchmarkParams benchmark) {
    IterationParams planned = benchmark.getWarmup();
    IterationFields.setCount(planned, 1);
    long nanos = (long) Math.min(LONGEST_NANOS, FEWEST_OPERATIONS * warmUp.operationNanos());
    if (nanos > benchmark.getMeasurement().getTime().convertTo(TimeUnit.NANOSECONDS)) {
      IterationFields.setTime(benchmark.getMeasurement(), TimeValue.nanoseconds(nanos));
    }
  }

  private List<ScalarResult> figures(BenchmarkParams benchmark, Usage usage, double score) {
    TimeUnit unit = benchmark.getTimeUnit();
    String perOperation = TimeValue.tuToString(unit) + "/op";
    List<ScalarResult> figures = new ArrayList<>();
    boolean last = measured == benchmark.getMeasurement().getCount();
    boolean othersWork = last || isSetUpEachTime(benchmark);
    double nanos =
        othersWork
            ? nanos(benchmark, score) * Math.min(1, usage.running())
            : usage.cpuNanosPerOperation();
    if (!duet || !last) {
      figures.add(figure("cpu.norm", nanos / unit.toNanos(1), perOperation));
    }
    if (!usage.contends()) {
      int cores = Runtime.getRuntime().availableProcessors();
      figures.add(figure("cpu.share", usage.shareOf(cores), "share"));
    }
    if (warmUp.isOver()) {
      figures.add(figure("warmup.ops", warmUp.operations(), "ops"));
      figures.add(figure("warmup.time", warmUp.wallNanos() / 1e9, "s"));
      figures.add(figure("warmup.limited", warmUp.limited() ? 1 : 0, "forks"));
    }
    return figures;
  }

  /** The wall-clock time of an operation on one thread, in nanoseconds. */
  private static double nanos(BenchmarkParams benchmark, double score) {
    double unit = benchmark.getTimeUnit().toNanos(1);
    return switch (benchmark.getMode()) {
      case Throughput -> benchmark.getThreads() * unit / score;
      default -> score * unit;
    };
  }

  private static ScalarResult figure(String name, double value, String unit) {
    return new ScalarResult(name, value, unit, AggregationPolicy.AVG);
  }

  /** Whether a state of the benchmark has a method that runs before or after each operation. */
  static boolean isSetUpEachTime(BenchmarkParams benchmark) {
    String name = benchmark.getBenchmark();
    int dot = name.lastIndexOf('.');
    try {
      return Arrays.stream(Class.forName(name.substring(0, dot)).getMethods())
          .filter(method -> method.getName().equals(name.substring(dot + 1)))
          .flatMap(method -> Arrays.stream(method.getParameterTypes()))
          .flatMap(state -> Arrays.stream(state.getMethods()))
          .anyMatch(ForkProfiler::runsEachTime);
    } catch (ClassNotFoundException unknown) {
      return false;
    }
  }

  private static boolean runsEachTime(Method method) {
    Setup setup = method.getAnnotation(Setup.class);
    TearDown tearDown = method.getAnnotation(TearDown.class);
    return setup != null && setup.value() == Level.Invocation
        || tearDown != null && tearDown.value() == Level.Invocation;
  }
}
