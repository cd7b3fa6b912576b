package dev.kexbench.loadgen.size;

import dev.kexbench.loadgen.command.CryptoOptions;
import dev.kexbench.loadgen.command.Interrupt;
import dev.kexbench.loadgen.command.Program;
import dev.kexbench.loadgen.loadtest.ChildRuns;
import dev.kexbench.loadgen.loadtest.SeriesTime;
import dev.kexbench.loadgen.run.RunControl;
import dev.kexbench.loadgen.run.RunProgress;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Help;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.command.Terminal;
import dev.kexbench.results.report.OutputFolder;
import dev.kexbench.results.report.ProjectPaths;
import dev.kexbench.results.sizing.Sizing;
import dev.kexbench.results.sizing.SizingReport;
import dev.kexbench.results.statistics.ScalabilityLaw;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scripts/size}: how many cores and machines a rate of handshakes needs. */
@Command(
    name = "scripts/size",
    description = {
      "States how many cores and machines a rate of handshakes needs to meet an objective, and what"
          + " a million handshakes cost. A simulation of the server's queues, driven by its"
          + " measured service times, predicts the latencies; it is compared with what was"
          + " measured.",
      ""
    },
    footer = {
      "",
      "Example: measure this server at several rates, then size for 20,000 handshakes per second",
      "  scripts/size --measure --rate 20k --objective 'p99<50ms'",
      "Example: all exchanges of a report side by side, on machines of 16 cores",
      "  scripts/size --rate 20k --cores-per-machine 16 results/runs/before",
      "Example: the same measured runs at another rate, with prices",
      "  scripts/size --rate 5k --price-per-core-hour 0.04EUR --watts-per-core 8 @1",
      "",
      "Exit codes: 0 sized, 1 no number of cores meets the objective, 2 invalid option or a file"
          + " that cannot be used, 3 a report is not valid or the model does not fit what was"
          + " measured, 130 interrupted (what was measured is kept)."
    })
public final class SizeMain implements Callable<Integer> {
  private final Interrupt interrupt;

  @Mixin private Help help;
  @Mixin private SizeOptions sizing;
  @Mixin private MeasureOptions measuring;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "REPORT",
      description =
          "Reports of load tests of the same server, best at several rates: a report.json, a folder"
              + " of scripts/loadtest or of --measure, or a run: @1 is the newest.")
  private List<String> names = List.of();

  @OptionHeading("Output")
  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Folder of the result (default: results/runs/<time>-size).")
  private Path out;

  @OptionHeading("Output")
  @Option(names = "--quiet", description = "Print the result only, and no progress.")
  private boolean quiet;

  SizeMain(Interrupt interrupt) {
    this.interrupt = interrupt;
  }

  /** Runs the command; the process exits with its exit code. */
  public static void main(String[] args) {
    System.exit(Program.run(ExitCode.INTERRUPTED, SizeMain::new, args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter console = spec.commandLine().getOut();
    if (measuring.list()) {
      console.println(CryptoOptions.catalogue());
      return ExitCode.FINE;
    }
    sizing.check();
    measuring.check(sizing.question().resumedShare());
    if (names.isEmpty() != measuring.isGiven()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          names.isEmpty()
              ? "no REPORT: give reports of scripts/loadtest, or --measure"
              : "--measure and REPORT exclude each other: give one of them");
    }
    MeasuredReports reports = new MeasuredReports(sizing.allowed());
    names.forEach(reports::addNamed);
    Path folder = out == null ? usualFolder() : out;
    OptionalInt stopped = measuring.isGiven() ? measure(reports, folder) : OptionalInt.empty();
    if (stopped.isPresent()) {
      return stopped.getAsInt();
    }
    SizingReport report = Sizing.of(sizing.question(), reports.byExchange(), law(reports));
    return new SizingResult(report, reports.caveats()).show(folder, console);
  }

  private Optional<ScalabilityLaw> law(MeasuredReports reports) {
    return Optional.ofNullable(sizing.scaling())
        .map(file -> ScalingFile.law(file, reports.provider(), sizing.seed()));
  }

  private Path usualFolder() {
    OutputFolder runs = OutputFolder.ofRuns();
    runs.note().ifPresent(spec.commandLine().getErr()::println);
    return runs.path().resolve(ProjectPaths.timestamp(Clock.systemUTC()) + "-size");
  }

  /** Measures, and adds the reports; the exit code of the run that ended this early, if one did. */
  private OptionalInt measure(MeasuredReports reports, Path folder)
      throws IOException, InterruptedException {
    SweepSeries.Plan plan =
        new SweepSeries.Plan(
            measuring.names(), measuring.points(), sizing.seed(), sizing.allowed());
    PrintWriter err = spec.commandLine().getErr();
    RunProgress progress = new RunProgress(err, Terminal.err().redraws() && !quiet, quiet);
    RunControl control = new RunControl(interrupt, progress, folder);
    SeriesTime time =
        new SeriesTime(
            measuring.longestWarmUp(),
            measuring.warmsUpUntilSettled(),
            plan.ofEach(measuring.duration()),
            plan.exchanges().size(),
            System::nanoTime);
    Map<String, String> options = measuring.plan(sizing.question().resumedShare());
    SweepSeries.Result measured =
        new SweepSeries(control, plan, time).run(new ChildRuns(control, options));
    measured.reports().forEach(reports::add);
    if (measured.stopped().isPresent()) {
      progress.sayAlways("all files are in " + ProjectPaths.shown(folder));
      return measured.stopped();
    }
    if (measured.reports().isEmpty()) {
      throw new CommandFailure(
          ExitCode.NOT_VALID,
          "no run is valid; their reports in %s give the reasons; run it again"
              .formatted(ProjectPaths.shown(folder)));
    }
    return OptionalInt.empty();
  }
}
