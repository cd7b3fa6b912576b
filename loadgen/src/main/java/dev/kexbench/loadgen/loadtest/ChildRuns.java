package dev.kexbench.loadgen.loadtest;

import dev.kexbench.loadgen.run.RunControl;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.render.Summary;
import dev.kexbench.results.report.LoadReport;
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
final class ChildRuns {
  private static final String PLAN = "plan.conf";

  private static final Set<Integer> WITH_A_WHOLE_REPORT =
      Set.of(ExitCode.FINE, ExitCode.WORSE, ExitCode.NOT_VALID, ExitCode.MISSING);

  private final RunControl control;

  /** Creates runs of a plan given as options by long name; their files stay in the folder. */
  ChildRuns(RunControl control, Map<String, String> options) {
    this.control = control;
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
  record End(int exitCode, Optional<LoadReport> report) {}

  /**
   * Runs the plan once.
   *
   * @param name of the run, and of its subfolder
   * @param more options that override those of the plan
   */
  End run(Path name, List<String> more) throws IOException, InterruptedException {
    Path out = control.folder().resolve(name);
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--config", control.folder().resolve(PLAN).toString()));
    options.addAll(List.of("--out", out.toString()));
    options.addAll(List.of("--name", name.toString().replace('/', '-')));
    options.addAll(more);
    if (control.progress().quiet()) {
      options.add("--quiet");
    }
    int code = LoadtestChild.run(options, control.interrupt());
    if (!WITH_A_WHOLE_REPORT.contains(code)) {
      return new End(code, Optional.empty());
    }
    LoadReport report = ReportFiles.read(out.resolve(SingleRun.REPORT));
    control.progress().say(Summary.of(report).lines().findFirst().orElseThrow() + "\n");
    return new End(code, Optional.of(report));
  }
}
