package dev.kexbench.bench.run;

import dev.kexbench.bench.fork.CoreProfiler;
import dev.kexbench.bench.fork.CountersProfiler;
import dev.kexbench.bench.fork.DuetProfiler;
import dev.kexbench.bench.fork.FlameProfiler;
import dev.kexbench.bench.fork.ForkProfiler;
import dev.kexbench.results.suite.Row;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures rows with JMH in forked JVMs, with the allocation profiler, one for CPU time, which also
 * ends the warm-up, and one for instructions. Fails if the benchmark throws an exception.
 *
 * @param verbosity how much JMH itself writes to standard output
 * @param counters whether instructions can be counted
 */
public record Jmh(VerboseMode verbosity, HardwareCounters counters) implements Measure {
  @Override
  public Collection<RunResult> row(Row row, Timing timing, Variant variant) throws RunnerException {
    ChainedOptionsBuilder options = counting(row, timing, variant);
    options.addProfiler(ForkProfiler.class, timing.profilerOptions()).addProfiler(GCProfiler.class);
    return run(options, variant);
  }

  @Override
  public List<Fork> duet(Row row, Timing timing, List<Variant> sides) {
    String core = String.valueOf(DuetCore.choose().number());
    return Duet.run(
        sides,
        (variant, port) -> {
          ChainedOptionsBuilder options = counting(row, timing, variant);
          options
              .addProfiler(CoreProfiler.class, core)
              .addProfiler(DuetProfiler.class, String.valueOf(port));
          options
              // The last one has no CPU time.
              .measurementIterations(timing.iterations() + 1)
              .addProfiler(ForkProfiler.class, ForkProfiler.inDuet(timing.profilerOptions()))
              .addProfiler(GCProfiler.class);
          return new Runner(options.build()).run();
        });
  }

  /**
   * With the profiler that counts instructions, where they can be counted. What a profiler does
   * itself is outside of what those after it measure.
   */
  private ChainedOptionsBuilder counting(Row row, Timing timing, Variant variant) {
    ChainedOptionsBuilder options = options(row, timing, variant);
    return counters.present()
        ? options.addProfiler(CountersProfiler.class, String.join(",", HardwareCounters.EVENTS))
        : options;
  }

  @Override
  public void profile(Row row, Timing timing, Variant variant, String profile)
      throws RunnerException {
    ChainedOptionsBuilder options =
        options(row, timing.with(1), variant)
            .addProfiler(ForkProfiler.class, timing.profilerOptions())
            .addProfiler(FlameProfiler.class, profile);
    run(options, variant);
  }

  @Override
  public List<String> notes() {
    return counters.notes();
  }

  private static Collection<RunResult> run(ChainedOptionsBuilder options, Variant variant)
      throws RunnerException {
    return variant.build().during(() -> new Runner(options.build()).run());
  }

  private ChainedOptionsBuilder options(Row row, Timing timing, Variant variant) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(row.benchmark()) + "$")
            .forks(timing.forks())
            .warmupIterations(timing.warmups())
            .warmupTime(TimeValue.milliseconds(Timing.WARM_UP_ITERATION.toMillis()))
            .measurementIterations(timing.iterations())
            .measurementTime(TimeValue.milliseconds(timing.iteration().toMillis()))
            .threads(row.threads())
            .jvm(variant.jvm().java().toString())
            .jvmArgs(ForkedJvm.arguments(variant.jvm()).toArray(String[]::new))
            .shouldFailOnError(true)
            .verbosity(verbosity);
    row.parameters().forEach(options::param);
    return options;
  }
}
