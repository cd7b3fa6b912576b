package dev.kexbench.loadgen.loadtest;

import dev.kexbench.loadgen.command.CryptoOptions;
import dev.kexbench.loadgen.command.Interrupt;
import dev.kexbench.loadgen.command.ParentWatch;
import dev.kexbench.loadgen.command.Program;
import dev.kexbench.loadgen.machine.CheckItem;
import dev.kexbench.loadgen.machine.MachineCheck;
import dev.kexbench.loadgen.network.GeneratorNamespace;
import dev.kexbench.loadgen.plan.ConfigDefaults;
import dev.kexbench.loadgen.plan.NetworkSpec;
import dev.kexbench.loadgen.run.RunControl;
import dev.kexbench.loadgen.run.RunProgress;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Help;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.command.Terminal;
import dev.kexbench.results.command.TerminalWidth;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.IntSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scripts/loadtest}: loads a server with handshakes and reports the results. */
@Command(
    name = "scripts/loadtest",
    defaultValueProvider = ConfigDefaults.class,
    description = {
      "Loads a server with session-key handshakes and reports rates and latencies.",
      "Without --target it starts its own server in a second JVM.",
      ""
    },
    footer = {
      "",
      "Example: 500 handshakes started per second, evenly spaced, for 10 s",
      "  scripts/loadtest -R 500 --arrivals constant -d 10s",
      "Example: the highest rate at which 99 of 100 take less than 50 ms",
      "  scripts/loadtest --find-max 'p99<50ms,errors<0.1%%'",
      "Example: the cost of the exchange next to TLS with and without certificates",
      "  scripts/loadtest --exchanges kx1-rsa2048,tls12-rsa,tls13-psk-dhe -d 10s",
      "Example: is the current build slower than the last commit, in 5 interleaved rounds",
      "  scripts/loadtest --against HEAD~1 -w 15s -d 10s",
      "Example: one side of a later comparison, of five runs",
      "  scripts/loadtest --runs 5 -R 500",
      "Example: repeat a run from its report",
      "  scripts/loadtest --config results/runs/before/report.json",
      "",
      "Exit codes: 0 success, 1 a --fail-if condition held, no rate met --find-max or a variant is"
          + " worse than the first, 2 invalid option or a file or address that cannot be used,"
          + " 3 result not valid or not comparable, 130 interrupted (the report is written)."
    })
public final class LoadtestMain implements Callable<Integer> {
  private final Interrupt interrupt;
  private final Function<ChildJvm, ChildRuns.Launcher> launchers;

  @Mixin private Help help;
  @Mixin private LoadtestOptions options;
  @Mixin private SweepOptions sweep;
  @Spec private CommandSpec spec;

  @Option(
      names = ChildJvm.WITH_PARENT,
      hidden = true,
      description = "End, with a report, when standard input closes: for rounds of --calibrate.")
  private boolean withParent;

  @OptionHeading("Machine")
  @Option(
      names = "--check",
      description =
          "Only check whether this machine allows a trustworthy run; exit with 3 if it does not.")
  private boolean check;

  public LoadtestMain(Interrupt interrupt) {
    this(interrupt, jvm -> (options, stop) -> LoadtestChild.run(jvm, options, stop));
  }

  /** The same with another way to start the load tests of a series in a JVM and build. */
  LoadtestMain(Interrupt interrupt, Function<ChildJvm, ChildRuns.Launcher> launchers) {
    this.interrupt = interrupt;
    this.launchers = launchers;
  }

  /** Runs the command; the process exits with its exit code. */
  public static void main(String[] args) {
    System.exit(Program.run(ExitCode.INTERRUPTED, LoadtestMain::new, args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (options.crypto().list()) {
      out.println(CryptoOptions.catalogue());
      return ExitCode.FINE;
    }
    if (withParent) {
      ParentWatch.hold(interrupt);
    }
    if (check) {
      options.networkOptions().check();
    } else {
      options.check();
    }
    Optional<NetworkSpec> network = networkToEnter();
    if (network.isPresent()) {
      List<String> same = spec.commandLine().getParseResult().originalArgs();
      return GeneratorNamespace.run(network.get(), ChildJvm.here().command(same), interrupt);
    }
    if (check) {
      return checkMachine(options.transport().split().client().label(), out);
    }
    RunControl control = new RunControl(interrupt, progress(), options.folder());
    options.folderNote().ifPresent(control.progress()::sayAlways);
    SingleRun single = new SingleRun(options, control, out, spec.commandLine().getErr());
    return switch (options.mode()) {
      case SINGLE_RUN ->
          sweep.isGiven() ? new SweepRun(single, control, sweep).run() : single.run();
      case SEARCH -> new SearchRun(single, control.progress()).run();
      case CALIBRATION -> calibration(control).run(runsHere(control), out);
      case EXCHANGES -> exchanges(control).run(runsHere(control), out);
      case RUNS -> runs(control).run(runsHere(control), out);
      case VARIANTS -> variants(control).run(out);
    };
  }

  /**
   * The network of one load test that is not yet in the generator's namespace. A check enters that
   * of a series as well, since a namespace has limits of its own, such as its local ports.
   */
  private Optional<NetworkSpec> networkToEnter() {
    if (GeneratorNamespace.inside()) {
      return Optional.empty();
    }
    if (check) {
      return options.networkOptions().chosen().stream().findFirst();
    }
    LoadtestOptions.Mode mode = options.mode();
    boolean one = mode == LoadtestOptions.Mode.SINGLE_RUN || mode == LoadtestOptions.Mode.SEARCH;
    return options.network().filter(spec -> one);
  }

  /** The load tests of a series in the JVM and the build that are running. */
  private ChildRuns runsHere(RunControl control) {
    return new ChildRuns(control, options.texts(), launchers.apply(ChildJvm.here()));
  }

  private CalibrationRun calibration(RunControl control) {
    SeriesTime time = new SeriesTime(options.plan(), options.rounds(), System::nanoTime);
    return new CalibrationRun(control, options.rounds(), time);
  }

  private ExchangeSeries exchanges(RunControl control) {
    int number = ExchangeSeries.turns(options).size();
    SeriesTime time = new SeriesTime(options.plan(), number, System::nanoTime);
    return new ExchangeSeries(options, control, time);
  }

  private RunSeries runs(RunControl control) {
    int number = options.compared().runs();
    SeriesTime time = new SeriesTime(options.plan(), number, System::nanoTime);
    return new RunSeries(control, options.title(), number, time);
  }

  private VariantSeries variants(RunControl control) {
    int rounds = options.compared().runs();
    LoadVariants chosen =
        LoadVariants.of(options.compared(), options.planOfVariants(), control.progress()::say);
    List<LoadVariant> variants = chosen.variants();
    SeriesTime time = new SeriesTime(options.plan(), rounds * variants.size(), System::nanoTime);
    long seed = System.currentTimeMillis();
    return new VariantSeries(
        control,
        new VariantSeries.Setup(
            options.title(), rounds, seed, chosen.mayDiffer(), options.compared().confirms(), time),
        variants,
        variant -> launchers.apply(variant.jvm()));
  }

  private static int checkMachine(String transport, PrintWriter out) throws InterruptedException {
    List<CheckItem> items = MachineCheck.here().items(transport);
    items.forEach(item -> out.println(item.line()));
    return items.stream().anyMatch(item -> item.state() == CheckItem.State.PREVENTS)
        ? ExitCode.NOT_VALID
        : ExitCode.FINE;
  }

  private RunProgress progress() {
    PrintWriter err = spec.commandLine().getErr();
    boolean redraws = Terminal.err().redraws() && !options.quiet();
    IntSupplier columns = redraws ? TerminalWidth.ofThisProcess() : () -> 0;
    return new RunProgress(err, redraws, options.quiet(), columns);
  }
}
