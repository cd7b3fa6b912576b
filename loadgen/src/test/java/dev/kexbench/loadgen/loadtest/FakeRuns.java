package dev.kexbench.loadgen.loadtest;

import dev.kexbench.loadgen.command.Interrupt;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.Counts;
import dev.kexbench.results.report.Environment;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.Rates;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.Run;
import dev.kexbench.results.report.Threshold;
import dev.kexbench.results.report.Validity;
import dev.kexbench.results.report.ValidityReason;
import dev.kexbench.results.report.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Load tests that only write a report, with a rate and an exit code that the test chooses. */
public final class FakeRuns implements ChildRuns.Launcher {
  private static final String USUAL = "kx1-rsa2048";

  private final ToDoubleFunction<Path> rate;
  private final Deque<Integer> codes = new ArrayDeque<>();
  private final List<List<String>> commands = new ArrayList<>();

  /** Runs whose rate depends on their folder. */
  public FakeRuns(ToDoubleFunction<Path> rate) {
    this.rate = rate;
  }

  /** The exit codes of the next runs; all others succeed. */
  public FakeRuns ending(Integer... next) {
    codes.addAll(Arrays.asList(next));
    return this;
  }

  /** The folders of all runs, below that of the series, in order. */
  public List<String> folders(Path series) {
    return commands.stream()
        .map(command -> series.relativize(Path.of(value(command, "--out"))).toString())
        .toList();
  }

  /** The value that each run has of an option. */
  public List<String> values(String option) {
    return commands.stream().map(command -> value(command, option)).toList();
  }

  private static String value(List<String> command, String option) {
    int at = command.indexOf(option);
    return at < 0 ? null : command.get(at + 1);
  }

  @Override
  public int run(List<String> options, Interrupt interrupt) {
    commands.add(List.copyOf(options));
    int code = codes.isEmpty() ? ExitCode.FINE : codes.remove();
    if (code != ExitCode.INTERRUPTED && code != ExitCode.USAGE) {
      Path folder = Path.of(value(options, "--out"));
      String exchange = value(options, "--exchange");
      ReportFiles.write(
          report(exchange == null ? USUAL : exchange, folder, code), folder.resolve("report.json"));
    }
    return code;
  }

  private LoadReport report(String exchange, Path folder, int code) {
    double perSecond = rate.applyAsDouble(folder);
    Plan plan = Plan.builder(exchange, "jdk 17").concurrency(4).durationSeconds(1.0).build();
    Run run =
        Run.builder(exchange, plan)
            .counts(Counts.builder().planned(900).started(900).established(900).build())
            .rates(new Rates(perSecond, perSecond, perSecond))
            .thresholds(List.of(new Threshold("rate<1", perSecond, code == ExitCode.WORSE)))
            .build();
    List<ValidityReason> reasons =
        code == ExitCode.NOT_VALID
            ? List.of(new ValidityReason(ReasonKey.LAG, Validity.INVALID, "late"))
            : List.of();
    return new LoadReport(
        LoadReport.SCHEMA,
        folder.getFileName().toString(),
        Instant.EPOCH,
        false,
        Verdict.of(reasons),
        Environment.builder().cpu("a CPU").cores(2).jdk("17.0.1+1").hostClass("a-cpu-2c").build(),
        List.of(run),
        null);
  }
}
