package dev.kexbench.bench.fork;

import java.io.File;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.ExternalProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Binds a fork to one core. It measures nothing: a profiler is JMH's only way to start a fork by
 * another program, here Linux's {@code taskset}.
 */
public final class CoreProfiler implements ExternalProfiler {
  private final String core;

  /**
   * For JMH.
   *
   * @param core its number
   */
  public CoreProfiler(String core) {
    this.core = core;
  }

  /** The beginning of a command that runs the rest of it on this core. */
  public static List<String> command(String core) {
    return List.of("taskset", "--cpu-list", core);
  }

  @Override
  public Collection<String> addJVMInvokeOptions(BenchmarkParams benchmark) {
    return command(core);
  }

  @Override
  public Collection<String> addJVMOptions(BenchmarkParams benchmark) {
    return List.of();
  }

  @Override
  public void beforeTrial(BenchmarkParams benchmark) {}

  @Override
  public Collection<ScalarResult> afterTrial(BenchmarkResult result, long pid, File out, File err) {
    return List.of();
  }

  @Override
  public boolean allowPrintOut() {
    return true;
  }

  @Override
  public boolean allowPrintErr() {
    return true;
  }

  @Override
  public String getDescription() {
    return "forks on core " + core;
  }
}
