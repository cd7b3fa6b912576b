package dev.kexbench.bench;

import dev.kexbench.bench.run.Failure;
import dev.kexbench.bench.run.Interruption;
import dev.kexbench.bench.run.Jmh;
import dev.kexbench.bench.run.Measure;
import dev.kexbench.bench.run.Plan;
import dev.kexbench.bench.run.PlanRun;
import dev.kexbench.bench.run.Progress;
import dev.kexbench.bench.run.Providers;
import dev.kexbench.bench.run.RunFolder;
import dev.kexbench.bench.run.ScoreTable;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Help;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code scripts/bench}: what does each step of an exchange cost. */
@Command(
    name = "scripts/bench",
    description = {
      "Measures what each step of an exchange costs, with JMH in forked JVMs.",
      "Writes jmh.json, as JMH does, and environment.json beside it.",
      ""
    },
    footer = {
      "",
      "Example: scripts/bench --quick -p provider=accp,jdk RsaPrivate",
      "",
      "Exit codes: 0 measured, 2 wrong usage or a folder that cannot be written, 5 a benchmark"
          + " failed or has no result, 130 interrupted (what was finished is in jmh.json)."
    })
public final class BenchMain implements Callable<Integer> {
  private final Supplier<Providers> providers;
  private final Function<VerboseMode, Measure> measures;
  private final Clock clock;

  @Mixin private Help help;
  @Mixin private BenchOptions options;
  @Spec private CommandSpec spec;

  BenchMain(Supplier<Providers> providers, Function<VerboseMode, Measure> measures, Clock clock) {
    this.providers = providers;
    this.measures = measures;
    this.clock = clock;
  }

  /** Runs the command; the process ends with its exit code. */
  public static void main(String[] args) {
    BenchMain bench = new BenchMain(Providers::here, Jmh::new, Clock.systemUTC());
    System.exit(Console.run(bench, args));
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Plan plan = plan(out);
    RunFolder folder = options.folder(clock);
    out.println(plan.summary() + "; results go to " + folder);
    try (Interruption interruption = Interruption.watch(() -> sayWhatIsLeft(folder))) {
      PlanRun run =
          new PlanRun(
              measures.apply(options.verbosity()),
              folder,
              new Progress(out, System::nanoTime, plan));
      List<Failure> failures = run.measure(plan, interruption::asked);
      return interruption.asked() ? ExitCode.INTERRUPTED : end(plan, folder, failures);
    }
  }

  private Plan plan(PrintWriter out) {
    Providers here = providers.get();
    try {
      Plan plan = Plan.of(options.request(), here);
      here.missing().forEach(out::println);
      return plan;
    } catch (IllegalArgumentException refused) {
      throw new CommandFailure(ExitCode.USAGE, refused.getMessage(), refused);
    }
  }

  private int end(Plan plan, RunFolder folder, List<Failure> failures) {
    if (failures.size() < plan.rows().size()) {
      spec.commandLine().getOut().print("\n" + ScoreTable.of(folder.read()));
    }
    if (failures.isEmpty()) {
      return ExitCode.FINE;
    }
    throw new CommandFailure(
        ExitCode.MISSING,
        "%d of %d rows failed, the first: %s; run again with --verbose to see more"
            .formatted(failures.size(), plan.rows().size(), failures.get(0)));
  }

  private void sayWhatIsLeft(RunFolder folder) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("interrupted; the rows that were finished are in " + folder);
    err.flush();
  }
}
