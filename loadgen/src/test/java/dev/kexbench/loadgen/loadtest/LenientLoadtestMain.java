package dev.kexbench.loadgen.loadtest;

import dev.kexbench.loadgen.command.Program;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ReasonKey;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.ValidityReason;
import dev.kexbench.results.report.Verdict;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * {@code scripts/loadtest} whose series use runs that are INVALID only because this machine is
 * busy. Each run is a real one in its own JVM; its report loses these reasons before the series
 * reads it. A run that is INVALID for any other reason stays so.
 */
public final class LenientLoadtestMain {
  private static final Set<ReasonKey> OF_A_BUSY_MACHINE =
      EnumSet.of(
          ReasonKey.LAG,
          ReasonKey.GENERATOR_CPU,
          ReasonKey.CEILING,
          ReasonKey.STEADY,
          ReasonKey.HOST_SPEED,
          ReasonKey.GC,
          ReasonKey.STARVED,
          ReasonKey.STEAL,
          ReasonKey.NETWORK);

  private LenientLoadtestMain() {}

  /** Runs the command; the process exits with its exit code. */
  public static void main(String[] args) {
    System.exit(
        Program.run(
            ExitCode.INTERRUPTED,
            interrupt -> new LoadtestMain(interrupt, LenientLoadtestMain::launcher),
            args));
  }

  private static ChildRuns.Launcher launcher(ChildJvm jvm) {
    return (options, interrupt) -> {
      int code = LoadtestChild.run(jvm, options, interrupt);
      return code == ExitCode.NOT_VALID ? judgedAgain(folder(options)) : code;
    };
  }

  private static Path folder(List<String> options) {
    return Path.of(options.get(options.indexOf("--out") + 1));
  }

  /** Writes the report without these reasons, and returns the exit code that it has then. */
  private static int judgedAgain(Path folder) {
    Path file = folder.resolve(SingleRun.REPORT);
    LoadReport report = ReportFiles.read(file);
    List<ValidityReason> others =
        report.verdict().reasons().stream()
            .filter(reason -> !OF_A_BUSY_MACHINE.contains(reason.key()))
            .toList();
    LoadReport lenient =
        new LoadReport(
            report.schema(),
            report.name(),
            report.startedAt(),
            report.interrupted(),
            Verdict.of(others),
            report.environment(),
            report.runs(),
            report.search());
    ReportFiles.write(lenient, file);
    return lenient.exitCode();
  }
}
