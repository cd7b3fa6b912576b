package dev.kexbench.bench;

import dev.kexbench.bench.run.Effort;
import dev.kexbench.bench.run.Parameter;
import dev.kexbench.bench.run.Request;
import dev.kexbench.bench.run.RunFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code scripts/bench}, as a picocli mixin. */
final class BenchOptions {
  @ArgGroup private final Amount amount = new Amount();

  @Option(
      names = "-p",
      paramLabel = "PARAM=VALUE[,VALUE]",
      converter = Parameter.Converter.class,
      showDefaultValue = Visibility.NEVER,
      description = "Values of a benchmark's parameter, in place of the chosen ones (repeatable).")
  private final List<Parameter> parameters = new ArrayList<>();

  @Option(
      names = {"-t", "--threads"},
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads that run each benchmark at once.")
  private int threads;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where the results go (default: results/runs/<UTC time>-bench).")
  private Path out;

  @Option(names = "--verbose", description = "Shows JMH's own output, too.")
  private boolean verbose;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILTER",
      showDefaultValue = Visibility.NEVER,
      description = "Regular expressions; benchmarks whose name holds one are run (default: all).")
  private final List<String> filters = new ArrayList<>();

  /** How many rows; without either option the standard effort. */
  private static final class Amount {
    @Option(
        names = "--quick",
        description = "The first questions only, per provider, pooled and fresh; 3 short forks.")
    private boolean quick;

    @Option(names = "--full", description = "Every combination of parameters.")
    private boolean full;

    private Effort effort() {
      if (quick) {
        return Effort.QUICK;
      }
      return full ? Effort.FULL : Effort.STANDARD;
    }
  }

  Request request() {
    return new Request(amount.effort(), filters, parameters, threads);
  }

  RunFolder folder(Clock clock) {
    return new RunFolder(out == null ? RunFolder.named(clock) : out);
  }

  VerboseMode verbosity() {
    return verbose ? VerboseMode.NORMAL : VerboseMode.SILENT;
  }
}
