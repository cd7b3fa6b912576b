package dev.kexbench.loadgen.loadtest;

import dev.kexbench.loadgen.run.LoadtestRun;
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
 * Load tests of one plan, one after the other, each in JVMs of its own as if it had been started by
 * hand: what one JVM's compiler made of the code is part of the noise between them.
 */
final class ChildRuns {
  private static final String PLAN = "plan.conf";

  private static final Set<Integer> WITH_A_WHOLE_REPORT =
      Set.of(ExitCode.FINE, ExitCode.WORSE, ExitCode.NOT_VALID, ExitCode.MISSING);

  private final Path folder;
  private final LoadtestRun.Watch watch;

  /** Runs of a plan of options by long name, which is left in the folder. */
  ChildRuns(Path folder, LoadtestRun.Watch watch, Map<String, String> options) {
    this.folder = folder;
    this.watch = watch;
    ReportFiles.writeText(lines(options), folder.resolve(PLAN));
  }

  private static String lines(Map<String, String> options) {
    return options.entrySet().stream()
        .map(option -> option.getKey() + " = " + option.getValue() + "\n")
        .collect(Collectors.joining());
  }

  /**
   * How a run ended.
   *
   * @param report empty where it was stopped or could not begin
   */
  record End(int exitCode, Optional<LoadReport> report) {}

  /**
   * Runs the plan once.
   *
   * @param name of the run and, below the folder, of its own
   * @param more options that win over the plan's
   */
  End run(Path name, List<String> more) throws IOException, InterruptedException {
    Path out = folder.resolve(name);
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--config", folder.resolve(PLAN).toString()));
    options.addAll(List.of("--out", out.toString()));
    options.addAll(List.of("--name", name.toString().replace('/', '-')));
    options.addAll(more);
    if (watch.progress().quiet()) {
      options.add("--quiet");
    }
    int code = LoadtestChild.run(options, watch.interrupt());
    if (!WITH_A_WHOLE_REPORT.contains(code)) {
      return new End(code, Optional.empty());
    }
    LoadReport report = ReportFiles.read(out.resolve("report.json"));
    watch.progress().say(Summary.of(report).lines().findFirst().orElseThrow() + "\n");
    return new End(code, Optional.of(report));
  }
}
