package dev.kexbench.loadgen.loadtest;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.loadgen.cluster.Member;
import dev.kexbench.loadgen.command.CryptoOptions;
import dev.kexbench.loadgen.command.FolderName;
import dev.kexbench.loadgen.command.Interrupt;
import dev.kexbench.loadgen.command.ParentWatch;
import dev.kexbench.loadgen.machine.CompilerThreads;
import dev.kexbench.loadgen.machine.CoreSplit;
import dev.kexbench.loadgen.machine.SystemLimits;
import dev.kexbench.loadgen.plan.ConfigDefaults;
import dev.kexbench.loadgen.plan.LoadOptions;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.plan.OptionValues;
import dev.kexbench.loadgen.run.ExchangeConstraints;
import dev.kexbench.loadgen.run.Loadtest;
import dev.kexbench.loadgen.run.LoadtestRun;
import dev.kexbench.loadgen.run.PlanRecord;
import dev.kexbench.loadgen.run.RunProgress;
import dev.kexbench.loadgen.server.KeyFolder;
import dev.kexbench.loadgen.server.ServerOptions;
import dev.kexbench.loadgen.target.OwnServer;
import dev.kexbench.loadgen.target.Target;
import dev.kexbench.loadgen.target.TargetOptions;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.Console;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Help;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.render.CalibrationText;
import dev.kexbench.results.render.Summary;
import dev.kexbench.results.render.page.RunPage;
import dev.kexbench.results.report.Condition;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ProjectPaths;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
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
      "Without --target it starts a server of its own in a second JVM.",
      ""
    },
    footer = {
      "",
      "Example: 500 handshakes started per second, evenly spaced, for 10 s",
      "  scripts/loadtest -R 500 --arrivals constant -d 10s",
      "Example: the highest rate at which 99 of 100 take less than 50 ms",
      "  scripts/loadtest --find-max 'p99<50ms,errors<0.1%%'",
      "Example: what the exchange costs beside TLS with and without certificates",
      "  scripts/loadtest --exchanges kx1-rsa2048,tls12-rsa,tls13-psk-dhe -d 10s",
      "Example: the same again, from its report",
      "  scripts/loadtest --config results/runs/before/report.json",
      "",
      "Exit codes: 0 fine, 1 a --fail-if held or no rate kept --find-max, 2 wrong usage or"
          + " something that cannot be opened,"
          + " 3 not to be believed, 130 interrupted (the report is written)."
    })
public final class LoadtestMain implements Callable<Integer> {
  private static final String REPORT = "report.json";
  private static final String PAGE = "report.html";
  private static final String SERVER_LOG = "server.log";

  private final Interrupt interrupt;

  @Mixin private Help help;
  @Mixin private LoadOptions load;
  @Mixin private TargetOptions targets;
  @Mixin private CryptoOptions crypto;
  @Mixin private ServerOptions server;
  @Mixin private AgentsOptions agents;
  @Spec private CommandSpec spec;

  @OptionHeading("Machine")
  @Option(
      names = "--cores",
      paramLabel = "SERVER/CLIENT|off",
      defaultValue = "auto",
      description = "Cores of either side, as 0/1 or 0-3/4-7; auto splits those there are.")
  private String cores;

  @OptionHeading("Report")
  @Option(
      names = "--fail-if",
      paramLabel = "COND",
      split = ",",
      converter = Condition.Converter.class,
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = "Exit 1 if it holds, as 'p99>50ms' or 'errors>0.1%%' (repeatable).")
  private List<Condition> failIf = new ArrayList<>();

  @OptionHeading("Report")
  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where the report goes (default: results/runs/<time>-<name>).")
  private Path out;

  @OptionHeading("Report")
  @Option(names = "--name", paramLabel = "NAME", description = "A name for this run.")
  private String name;

  @OptionHeading("Load")
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Options from a report (its plan) or from lines of 'option = value' with long names; the"
              + " command line wins.")
  private Path config;

  @OptionHeading("Several runs")
  @Option(
      names = "--calibrate",
      arity = "0..1",
      fallbackValue = "5",
      paramLabel = "N",
      description =
          "Run the plan N times (5 if no N is given), each time in new JVMs, and say how far apart"
              + " the runs lie: a difference below that is noise (default: one run).")
  private Integer calibrate;

  @OptionHeading("Several runs")
  @Option(
      names = "--exchanges",
      split = ",",
      paramLabel = "NAME",
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "Run the plan for each of these exchanges, or for all, in --rounds interleaved rounds,"
              + " and end in a table of what each costs and gives (default: one exchange, -x).")
  private List<String> exchanges = List.of();

  @OptionHeading("Several runs")
  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "How many runs each of --exchanges gets.")
  private int rounds;

  @OptionHeading("Report")
  @Option(
      names = "--quiet",
      negatable = true,
      fallbackValue = "true",
      description = "No progress, the summary only.")
  private boolean quiet;

  @Option(
      names = "--with-parent",
      hidden = true,
      description = "End, with a report, when standard input closes: for rounds of --calibrate.")
  private boolean withParent;

  public LoadtestMain(Interrupt interrupt) {
    this.interrupt = interrupt;
  }

  /** Runs the command; the process exits with its exit code. */
  public static void main(String[] args) {
    Interrupt interrupt = Interrupt.install(ExitCode.INTERRUPTED);
    int code = Console.run(new LoadtestMain(interrupt), args);
    interrupt.done(code);
    System.exit(code);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter console = spec.commandLine().getOut();
    if (crypto.list()) {
      console.println(CryptoOptions.catalogue());
      return ExitCode.FINE;
    }
    LoadPlan plan = load.plan();
    Exchange exchange = crypto.exchange();
    String title =
        ProjectPaths.timestamp(Clock.systemUTC()) + "-" + (name == null ? exchange.name() : name);
    Path folder = folder(title);
    if (!agents.local() && (calibrate != null || !exchanges.isEmpty())) {
      throw new CommandFailure(
          ExitCode.USAGE, "--agents runs one plan once: leave out --calibrate and --exchanges");
    }
    if (calibrate != null && !exchanges.isEmpty()) {
      throw new CommandFailure(ExitCode.USAGE, "--calibrate and --exchanges: choose one of them");
    }
    if (calibrate != null) {
      return calibrate(folder);
    }
    if (!exchanges.isEmpty()) {
      return compareExchanges(plan, title, folder);
    }
    if (withParent) {
      ParentWatch.hold(interrupt);
    }
    agents.requireWork(plan);
    new ExchangeConstraints(exchange).check(plan);
    if (agents.local()) {
      preflight(plan);
    }
    if (Files.exists(folder.resolve(REPORT))) {
      spec.commandLine().getErr().println("the report in " + folder + " will be replaced");
    }
    LoadReport report = run(plan, exchange, title, folder);
    console.print(Summary.of(report));
    console.flush();
    write(report, folder);
    console.println(
        "\nreport: " + ProjectPaths.shown(folder.resolve(REPORT)) + ", as a page: " + PAGE);
    return report.exitCode();
  }

  private Path folder(String title) {
    FolderName.require(title, "--name");
    if (out == null) {
      return ProjectPaths.path("results/runs").resolve(title);
    }
    if (out.toString().isEmpty()) {
      throw new CommandFailure(ExitCode.USAGE, "--out needs the name of a folder, was empty");
    }
    return out;
  }

  /** The folder may have been deleted during the run: the report is written anew, the log lost. */
  private static void write(LoadReport report, Path folder) {
    ReportFiles.write(report, folder.resolve(REPORT));
    ReportFiles.writeText(RunPage.of(report), folder.resolve(PAGE));
    if (!Files.exists(folder.resolve(Loadtest.LATENCY_LOG))) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "%s was removed during the run: its %s is written again, %s and %s are lost"
              .formatted(folder, REPORT, Loadtest.LATENCY_LOG, SERVER_LOG));
    }
  }

  private void preflight(LoadPlan plan) {
    boolean loopback = targets.ownServer() || targets.loopback();
    SystemLimits cap = SystemLimits.here(loopback, plan.clients().sources());
    new Preflight(plan, cap).check(spec.commandLine().getErr()::println);
  }

  private int calibrate(Path folder) throws IOException, InterruptedException {
    PrintWriter console = spec.commandLine().getOut();
    CalibrationRun run = new CalibrationRun(folder, calibrate, watch(() -> {}));
    ReportFiles.makeFolder(folder);
    run.run(OptionValues.of(spec))
        .ifPresent(
            calibration -> {
              console.print(CalibrationText.of(calibration));
              console.println(
                  "\ncalibration: " + ProjectPaths.shown(folder.resolve(CalibrationRun.RESULT)));
            });
    return run.exitCode();
  }

  private int compareExchanges(LoadPlan plan, String title, Path folder)
      throws IOException, InterruptedException {
    if (!targets.ownServer() || plan.findMax().isPresent()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--exchanges starts a server for each: leave out --target, and --find-max");
    }
    PrintWriter console = spec.commandLine().getOut();
    ExchangeSeries series = new ExchangeSeries(folder, exchanges, rounds);
    series.check(plan);
    ReportFiles.makeFolder(folder);
    Optional<LoadReport> report = series.run(title, OptionValues.of(spec), watch(() -> {}));
    if (report.isPresent()) {
      console.print(Summary.of(report.get()));
      ReportFiles.write(report.get(), folder.resolve(REPORT));
      ReportFiles.writeText(RunPage.of(report.get()), folder.resolve(PAGE));
      console.println(
          "\nreport: %s, as a page: %s, as Markdown: %s"
              .formatted(
                  ProjectPaths.shown(folder.resolve(REPORT)), PAGE, ExchangeSeries.MARKDOWN));
    }
    return series.exitCode();
  }

  private LoadtestRun.Watch watch(Runnable whenWarm) {
    boolean terminal = Boolean.getBoolean("kexbench.terminal");
    PrintWriter err = spec.commandLine().getErr();
    return new LoadtestRun.Watch(interrupt, new RunProgress(err, terminal, quiet), whenWarm);
  }

  private LoadReport run(LoadPlan plan, Exchange exchange, String title, Path folder)
      throws IOException, InterruptedException {
    CryptoBackend backend = crypto.backend();
    CoreSplit split = CoreSplit.of(cores, targets.ownServer()).bindClient();
    // On cores shared with the server, low-priority threads might never run again.
    Runnable whenWarm = split.client().isPresent() ? CompilerThreads::giveWay : () -> {};
    LoadtestRun.Watch watch = watch(whenWarm);
    Optional<Member> member = agents.member(backend, targets.modes());
    try (Target target = open(exchange, backend, split, folder)) {
      Loadtest test = new Loadtest(plan, exchange, backend, target, agents.groups(member, watch));
      PlanRecord record =
          new PlanRecord(title, split, crypto, server, targets, OptionValues.of(spec));
      return test.run(record, failIf, new Loadtest.Outside(watch, folder));
    } finally {
      member.ifPresent(Member::close);
    }
  }

  private Target open(Exchange exchange, CryptoBackend backend, CoreSplit split, Path folder) {
    if (!targets.ownServer()) {
      Target remote = targets.remote(exchange);
      ReportFiles.makeFolder(folder);
      return remote;
    }
    ReportFiles.makeFolder(folder);
    KeyFolder keys = targets.makeKeys(exchange, backend);
    List<String> options = new ArrayList<>();
    options.add(keys.directory().toString());
    options.addAll(crypto.arguments(backend));
    options.addAll(server.arguments());
    List<String> command = OwnServer.command(split.server(), options);
    return new OwnServer(keys, command, folder.resolve(SERVER_LOG), split.server());
  }
}
