package dev.kexbench.loadgen.loadtest;

import dev.kexbench.loadgen.command.Interrupt;
import dev.kexbench.loadgen.run.RunControl;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.render.Summary;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ProjectPaths;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Load tests of one plan, run in sequence, each in its own JVMs like one started from a terminal:
 * differences in JIT compilation between JVMs are part of the noise between runs.
 */
public final class ChildRuns {
  private static final String PLAN = "plan.conf";

  private static final Set<Integer> WITH_A_WHOLE_REPORT =
      Set.of(ExitCode.FINE, ExitCode.WORSE, ExitCode.NOT_VALID, ExitCode.MISSING);

  /** Exit codes whose reason the user knows, or has read in the output of the run itself. */
  private static final Set<Integer> EXPLAINED = Set.of(ExitCode.USAGE, ExitCode.INTERRUPTED);

  private final RunControl control;
  private final Launcher launcher;

  /** Starts a load test with these options, and returns its exit code. */
  public interface Launcher {
    int run(List<String> options, Interrupt interrupt) throws IOException, InterruptedException;
  }

  /** Creates runs of a plan given as options by long name; their files stay in the folder. */
  public ChildRuns(RunControl control, Map<String, String> options) {
    this(control, options, LoadtestChild::run);
  }

  /** The same with another way to start a load test. */
  public ChildRuns(RunControl control, Map<String, String> options, Launcher launcher) {
    this.control = control;
    this.launcher = launcher;
    ReportFiles.makeFolder(control.folder());
    ReportFiles.writeText(lines(options), control.folder().resolve(PLAN));
  }

  private static String lines(Map<String, String> options) {
    return options.entrySet().stream()
        .map(option -> option.getKey() + " = " + option.getValue() + "\n")
        .collect(Collectors.joining());
  }

  /**
   * How a run ended.
   *
   * @param report empty if the run was stopped or could not start
   */
  public record End(int exitCode, Optional<LoadReport> report) {}

  /**
   * Runs the plan once.
   *
   * @param name of the run, and of its subfolder
   * @param more options that override those of the plan
   */
  public End run(Path name, List<String> more) throws IOException, InterruptedException {
    Path out = control.folder().resolve(name);
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--config", control.folder().resolve(PLAN).toString()));
    options.addAll(List.of("--out", out.toString()));
    options.addAll(List.of("--name", name.toString().replace('/', '-')));
    options.addAll(more);
    if (control.progress().quiet()) {
      options.add("--quiet");
    }
    int code = launcher.run(options, control.interrupt());
    Optional<LoadReport> report =
        WITH_A_WHOLE_REPORT.contains(code)
            ? Optional.of(ReportFiles.read(out.resolve(SingleRun.REPORT)))
            : Optional.empty();
    if (!EXPLAINED.contains(code)) {
      show(code, report, out);
    }
    return new End(code, report);
  }

  /** Shows the verdict: in any case with its reasons if the run failed or is not valid. */
  private void show(int code, Optional<LoadReport> report, Path folder) {
    List<String> lines =
        report.map(ChildRuns::verdict).orElse(List.of("the run ended with exit code " + code));
    if (code == ExitCode.FINE) {
      control.progress().say(lines.get(0) + "\n");
    } else {
      lines.forEach(control.progress()::sayAlways);
      control.progress().sayAlways("  its files: " + ProjectPaths.shown(folder) + "\n");
    }
  }

  /** The first line of the summary, and those with the reasons. */
  private static List<String> verdict(LoadReport report) {
    return Summary.of(report).lines().takeWhile(line -> !line.isEmpty()).toList();
  }
}
