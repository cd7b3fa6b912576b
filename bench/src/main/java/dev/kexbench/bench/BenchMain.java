package dev.kexbench.bench;

import dev.kexbench.bench.run.BenchPlan;
import dev.kexbench.bench.run.BenchProgress;
import dev.kexbench.bench.run.ForkFailure;
import dev.kexbench.bench.run.HardwareCounters;
import dev.kexbench.bench.run.Interruption;
import dev.kexbench.bench.run.Jmh;
import dev.kexbench.bench.run.Machine;
import dev.kexbench.bench.run.MachineLock;
import dev.kexbench.bench.run.Measure;
import dev.kexbench.bench.run.ProfiledForks;
import dev.kexbench.bench.run.Rounds;
import dev.kexbench.bench.run.RunFolder;
import dev.kexbench.bench.run.Variant;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Help;
import dev.kexbench.results.compare.Change;
import dev.kexbench.results.compare.SideBySide;
import dev.kexbench.results.render.CalibrationText;
import dev.kexbench.results.report.ProjectPaths;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code scripts/bench}: measures what each step of an exchange costs. */
@Command(
    name = "scripts/bench",
    description = {
      "Measures what each step of an exchange costs, with JMH in forked JVMs: time, CPU time and"
          + " allocation, and instructions where Linux perf can count them.",
      "Writes jmh-<round>.json for each round in JMH's format, environment.json, the page"
          + " report.html, and waterfall.json if all parts of an answer were measured.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  scripts/bench --quick",
      "  scripts/bench -p provider=accp,jdk -p bits=2048,3072 RsaPrivate",
      "  scripts/bench --against HEAD~1 --until-decided --at-most 20m KeySchedule",
      "  scripts/bench --against HEAD~1 --duet RsaPrivate",
      "  scripts/bench --jdk /opt/jdk-17 --jdk /opt/jdk-25 -p provider=jdk"
          + " ExchangeBenchmark.answer",
      "",
      "Exit codes: 0 measured, 1 slower than the commit of --against, 2 invalid option or a folder"
          + " that cannot be written, 5 a benchmark failed or has no result, 130 interrupted"
          + " (finished rows are in the files)."
    })
public final class BenchMain implements Callable<Integer> {
  private final Supplier<Machine> machine;
  private final Function<VerboseMode, Measure> measures;
  private final Clock clock;
  private final LongSupplier nanoTime = System::nanoTime;

  @Mixin private Help help;
  @Mixin private BenchOptions options;
  @Spec private CommandSpec spec;

  BenchMain(Supplier<Machine> machine, Function<VerboseMode, Measure> measures, Clock clock) {
    this.machine = machine;
    this.measures = measures;
    this.clock = clock;
  }

  /** Runs the command; the process ends with its exit code. */
  public static void main(String[] args) {
    Function<VerboseMode, Measure> measures =
        verbosity -> new Jmh(verbosity, HardwareCounters.probe());
    BenchMain bench = new BenchMain(Machine::here, measures, Clock.systemUTC());
    System.exit(Console.run(bench, args));
  }

  @Override
  public Integer call() {
    Machine here = machine.get();
    Job job = job(here);
    PrintWriter out = spec.commandLine().getOut();
    job.plan().notes().forEach(out::println);
    out.println(job.plan().summary(job.variants().size()) + "; results go to " + job.folder());
    return MachineLock.during(() -> run(job, here));
  }

  private int run(Job job, Machine here) {
    PrintWriter out = spec.commandLine().getOut();
    try (Interruption interruption = Interruption.watch(() -> printSavedFolder(job.folder()))) {
      FurtherRounds further =
          new FurtherRounds(job.plan(), job.variants(), options.furtherRounds(nanoTime), out);
      // What is measured after that could not be followed.
      List<ForkFailure> failures =
          measure(job, further, () -> interruption.interrupted() || out.checkError());
      if (interruption.interrupted()) {
        return ExitCode.INTERRUPTED;
      }
      if (job.variants().stream().allMatch(variant -> variant.folder().holdsResults())) {
        SideBySide results = OutcomeFiles.read(job.variants(), further.level());
        report(job, here, results, failures.isEmpty());
        return end(failures, options.judges() && regressed(results));
      }
      return end(failures, false);
    }
  }

  /** What is measured, on which variants, and the folder for the results. */
  private record Job(BenchPlan plan, List<Variant> variants, RunFolder folder) {
    boolean hasOneVariant() {
      return variants.size() == 1;
    }
  }

  private Job job(Machine here) {
    try {
      options.profile();
      boolean duet = options.duet();
      BenchPlan all = options.withForks(BenchPlan.of(options.request(), here));
      BenchPlan plan = duet ? all.ofOneThread() : all;
      RunFolder folder = options.folder(clock, spec.commandLine().getErr()::println);
      if (folder.holdsResults()) {
        throw new IllegalArgumentException(
            "--out: %s already contains results; name another folder".formatted(folder));
      }
      List<Variant> variants = options.variants(folder, spec.commandLine().getErr()::println);
      return new Job(plan.commonTo(variants), variants, folder);
    } catch (IllegalArgumentException refused) {
      throw new CommandFailure(ExitCode.USAGE, refused.getMessage(), refused);
    }
  }

  private List<ForkFailure> measure(Job job, FurtherRounds further, BooleanSupplier stopped) {
    Measure measure = measures.apply(options.verbosity());
    PrintWriter out = spec.commandLine().getOut();
    measure.notes().forEach(out::println);
    BenchProgress progress = new BenchProgress(out, nanoTime, job.plan(), job.variants());
    Rounds rounds = new Rounds(measure, progress, job.folder(), clock.millis(), options.duet());
    List<ForkFailure> failures = rounds.measure(job.plan(), job.variants(), stopped);
    boolean complete = job.variants().stream().allMatch(each -> each.folder().holdsResults());
    if (!job.hasOneVariant() && complete) {
      further.measure(rounds, stopped);
    }
    new ProfiledForks(measure, options.profile(), out)
        .run(job.plan(), job.variants().get(0), stopped);
    return failures;
  }

  private static boolean regressed(SideBySide results) {
    return results.others().values().stream()
        .anyMatch(comparison -> comparison.count(Change.Regressed.class) > 0);
  }

  private void report(Job job, Machine here, SideBySide results, boolean complete) {
    PrintWriter out = spec.commandLine().getOut();
    OutcomeFiles.writeTables(job.variants());
    out.print(text(job, here, results, complete));
    Path page = OutcomeFiles.writePages(job.folder(), job.variants(), results);
    out.println("\nreport: " + ProjectPaths.shown(page));
  }

  private String text(Job job, Machine here, SideBySide results, boolean complete) {
    if (job.hasOneVariant()) {
      return SuiteOutcome.of(job.variants().get(0), job.plan(), here, options.wide())
          + options.request().preset().caveat();
    }
    String calibration =
        options.calibrates() && complete
            ? "\n" + CalibrationText.of(job.folder().calibrate(job.variants(), clock))
            : "";
    return SuiteOutcome.of(job.variants(), results, job.plan()) + calibration;
  }

  private static int end(List<ForkFailure> failures, boolean regressed) {
    if (failures.isEmpty()) {
      return regressed ? ExitCode.WORSE : ExitCode.FINE;
    }
    long rows = failures.stream().map(ForkFailure::row).distinct().count();
    throw new CommandFailure(
        ExitCode.MISSING,
        "%d %s failed, the first: %s; run again with --verbose to see more"
            .formatted(rows, rows == 1 ? "row" : "rows", failures.get(0)));
  }

  private void printSavedFolder(RunFolder folder) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("interrupted; finished rows are in " + folder);
    err.flush();
  }
}
