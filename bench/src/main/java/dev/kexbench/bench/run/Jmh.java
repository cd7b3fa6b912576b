package dev.kexbench.bench.run;

import dev.kexbench.bench.fork.FlameProfiler;
import dev.kexbench.bench.fork.ForkProfiler;
import dev.kexbench.results.suite.Row;
import java.util.Collection;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.profile.LinuxPerfNormProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures rows with JMH in forked JVMs, with the allocation profiler and one for CPU time, which
 * also ends the warm-up. Fails if the benchmark throws an exception.
 *
 * @param verbosity how much JMH itself writes to standard output
 * @param counters whether to read the processor's counters, which must be available
 */
public record Jmh(VerboseMode verbosity, boolean counters) implements Measure {
  @Override
  public Collection<RunResult> row(Row row, Timing timing, Variant variant) throws RunnerException {
    ChainedOptionsBuilder options = options(row, timing, variant).addProfiler(GCProfiler.class);
    if (counters) {
      options.addProfiler(LinuxPerfNormProfiler.class);
    }
    return run(options, variant);
  }

  @Override
  public void profile(Row row, Timing timing, Variant variant, String profile)
      throws RunnerException {
    run(options(row, timing.with(1), variant).addProfiler(FlameProfiler.class, profile), variant);
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
            // First, so that its own allocation is outside of what the next one counts.
            .addProfiler(ForkProfiler.class, timing.profilerOptions())
            .shouldFailOnError(true)
            .verbosity(verbosity);
    row.parameters().forEach(options::param);
    return options;
  }
}
