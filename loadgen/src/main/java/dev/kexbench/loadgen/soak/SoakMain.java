package dev.kexbench.loadgen.soak;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.loadgen.command.CryptoOptions;
import dev.kexbench.loadgen.command.Interrupt;
import dev.kexbench.loadgen.command.Program;
import dev.kexbench.loadgen.loadtest.LoadtestChild;
import dev.kexbench.loadgen.machine.CoreSplit;
import dev.kexbench.loadgen.plan.ResumptionOptions;
import dev.kexbench.loadgen.server.KeyFolder;
import dev.kexbench.loadgen.server.ServerOptions;
import dev.kexbench.loadgen.target.OwnServer;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Help;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.report.Condition;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.OutputFolder;
import dev.kexbench.results.report.ProjectPaths;
import dev.kexbench.results.report.ReportFiles;
import dev.kexbench.results.report.ServerStats;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scripts/soak}: checks whether a server grows or slows down under a long mixed load. */
@Command(
    name = "scripts/soak",
    description = {
      "Keeps a server of its own, with admission, under mixed load for minutes, at 40 %% of what"
          + " its",
      "private key allows, and compares its heap, threads, descriptors and latencies at the start"
          + " and",
      "at the end.",
      ""
    },
    footer = {
      "",
      "Example: an hour",
      "  scripts/soak --minutes 60",
      "",
      "Exit codes: 0 nothing has grown, 1 something has grown or a --fail-if condition held, 2"
          + " invalid option or a file or address that cannot be used, 3 result not valid, 130"
          + " interrupted."
    })
public final class SoakMain implements Callable<Integer> {
  private static final double LOAD = 0.4;

  /** Rate per second for an exchange that has no private-key ceiling to take a share of. */
  private static final double WITHOUT_CEILING = 500;

  private static final long SETTLE_SECONDS = 20;
  private static final long POLL_MILLIS = 100;
  private static final List<String> WARM_UP = List.of("-w", "0s", "-d", "15s");

  private final Interrupt interrupt;

  @Mixin private Help help;
  @Mixin private CryptoOptions crypto;
  @Mixin private ServerOptions server;
  @Mixin private ResumptionOptions returning;
  @Spec private CommandSpec spec;

  @OptionHeading("Load")
  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "10",
      description = "Duration in minutes, such as 60 or 0.5.")
  private double minutes;

  @OptionHeading("Load")
  @Option(
      names = "--mix",
      paramLabel = "CLASS=SHARE,...",
      defaultValue =
          "ok=80,bad-mac=4,bad-admission=4,unknown-client=4,garbage=3,replay=3,half-open=2",
      description = "Shares of client classes, as in scripts/loadtest.")
  private String mix;

  @OptionHeading("Report")
  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Folder of the report (default: results/runs/<time>-soak).")
  private Path out;

  @OptionHeading("Report")
  @Option(
      names = "--fail-if",
      paramLabel = "COND",
      split = ",",
      converter = Condition.Converter.class,
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "Exit with 1 if it holds after the mixed load, such as 'p99>50ms' or 'errors>0.1%%'"
              + " (repeatable).")
  private List<Condition> failIf = new ArrayList<>();

  SoakMain(Interrupt interrupt) {
    this.interrupt = interrupt;
  }

  /** Runs the command; the process exits with its exit code. */
  public static void main(String[] args) {
    System.exit(Program.run(ExitCode.INTERRUPTED, SoakMain::new, args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (crypto.list()) {
      spec.commandLine().getOut().println(CryptoOptions.catalogue());
      return ExitCode.FINE;
    }
    if (!(minutes > 0 && minutes < Integer.MAX_VALUE)) {
      throw new CommandFailure(ExitCode.USAGE, "--minutes must be more than 0, was " + minutes);
    }
    Path folder = out == null ? usualFolder() : out;
    ReportFiles.makeFolder(folder);
    Exchange exchange = crypto.exchange();
    CryptoBackend backend = crypto.backend();
    CoreSplit split = CoreSplit.of("auto", true);
    KeyFolder keys = KeyFolder.create(KeyFolder.freshName(), true, exchange, backend);
    try (OwnServer target = open(keys, crypto.arguments(exchange, backend), split, folder)) {
      return soak(target, new Session(keys, target, split, load(exchange, backend), folder));
    } finally {
      keys.temporary().forget();
    }
  }

  /** The options that every load test of the soak has. */
  private List<String> load(Exchange exchange, CryptoBackend backend) {
    return with(crypto.arguments(exchange, backend), returning.arguments());
  }

  private Path usualFolder() {
    OutputFolder runs = OutputFolder.ofRuns();
    runs.note().ifPresent(spec.commandLine().getErr()::println);
    return runs.path().resolve(ProjectPaths.timestamp(Clock.systemUTC()) + "-soak");
  }

  /** What every load test of this soak shares. */
  private record Session(
      KeyFolder keys, OwnServer target, CoreSplit split, List<String> load, Path folder) {
    List<String> options(String name) {
      List<String> options = new ArrayList<>(load);
      options.addAll(List.of("--target", target.addresses().get(0).toString()));
      options.addAll(List.of("--target-stats", target.statisticsUrl()));
      options.addAll(List.of("--server-key", keys.publicKey().toString()));
      options.addAll(List.of("--clients", keys.credentials().toString()));
      options.addAll(List.of("--cores", split.label()));
      options.addAll(List.of("--out", folder.resolve(name).toString()));
      return options;
    }
  }

  private OwnServer open(KeyFolder keys, List<String> crypto, CoreSplit split, Path folder) {
    List<String> options = new ArrayList<>(crypto);
    options.addAll(server.arguments(returning.plan().isPresent()));
    if (!server.admission()) {
      options.add("--admission");
    }
    Path log = folder.resolve("server.log");
    return new OwnServer(keys, new OwnServer.Launch(options, log, split, server.drain()));
  }

  private int soak(OwnServer target, Session session) throws IOException, InterruptedException {
    // A generator that was the bottleneck during the warm-up does not matter.
    int warm = LoadtestChild.run(with(session.options("warm-up"), WARM_UP), interrupt);
    if (warm == ExitCode.USAGE || interrupt.requested()) {
      return interrupt.requested() ? ExitCode.INTERRUPTED : warm;
    }
    requireAlive(target, session);
    Optional<ServerStats.Ceiling> ceiling = target.measureCeiling().map(ServerStats::ceiling);
    ServerStats before = atRest(target);
    if (interrupt.requested()) {
      return ExitCode.INTERRUPTED;
    }
    int code = LoadtestChild.run(with(session.options("run"), load(ceiling)), interrupt);
    requireAlive(target, session);
    LoadReport report = ReportFiles.read(session.folder().resolve("run/report.json"));
    Soak soak = new Soak(before.footprint(), atRest(target).footprint(), report.runs().get(0));
    PrintWriter console = spec.commandLine().getOut();
    console.print(SoakText.of(soak, report));
    console.println("\nreport: " + ProjectPaths.shown(session.folder().resolve("run/report.json")));
    return ExitCode.worst(
        code,
        soak.hasLatencies() ? ExitCode.FINE : ExitCode.NOT_VALID,
        soak.growth().isEmpty() ? ExitCode.FINE : ExitCode.WORSE);
  }

  private static void requireAlive(OwnServer target, Session session) {
    if (target.ended()) {
      throw new CommandFailure(
          ExitCode.NOT_VALID,
          "the server ended during the soak; see "
              + ProjectPaths.shown(session.folder().resolve("server.log")));
    }
  }

  private static List<String> with(List<String> options, List<String> more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(more);
    return all;
  }

  private List<String> load(Optional<ServerStats.Ceiling> ceiling) {
    double rate =
        ceiling
            .map(each -> LOAD * each.operationsPerSecondPerCore() * each.cores())
            .orElse(WITHOUT_CEILING);
    long millis = Math.round(minutes * Duration.ofMinutes(1).toMillis());
    List<String> options = new ArrayList<>();
    options.addAll(List.of("--rate", String.format(Locale.ROOT, "%.0f", Math.max(1, rate))));
    options.addAll(List.of("--duration", millis + "ms", "-w", "0s", "--mix", mix));
    failIf.forEach(each -> options.addAll(List.of("--fail-if", each.expression())));
    return options;
  }

  /** The server's statistics without open connections and after a garbage collection. */
  private static ServerStats atRest(OwnServer target) throws InterruptedException {
    long giveUpNanos = System.nanoTime() + Duration.ofSeconds(SETTLE_SECONDS).toNanos();
    while (System.nanoTime() < giveUpNanos
        && target.stats().map(stats -> stats.counts().open() > 0).orElse(false)) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS); // the server can only be polled
    }
    return target.collected();
  }
}
