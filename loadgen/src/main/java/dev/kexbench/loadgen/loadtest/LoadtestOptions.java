package dev.kexbench.loadgen.loadtest;

import dev.kexbench.core.EngineChoice;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.TlsEngine;
import dev.kexbench.loadgen.command.CryptoOptions;
import dev.kexbench.loadgen.machine.CoreSplit;
import dev.kexbench.loadgen.plan.ConfigDefaults;
import dev.kexbench.loadgen.plan.LoadOptions;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.plan.NetworkSpec;
import dev.kexbench.loadgen.plan.OptionValues;
import dev.kexbench.loadgen.plan.TransportOptions;
import dev.kexbench.loadgen.record.HeapSpace;
import dev.kexbench.loadgen.run.HeapCheck;
import dev.kexbench.loadgen.run.RunSpec;
import dev.kexbench.loadgen.server.ServerOptions;
import dev.kexbench.loadgen.target.TargetOptions;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.OptionHeading;
import dev.kexbench.results.report.Condition;
import dev.kexbench.results.report.OutputFolder;
import dev.kexbench.results.report.Plan;
import dev.kexbench.results.report.ProjectPaths;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** All options of {@code scripts/loadtest}, and what they ask for together. */
final class LoadtestOptions {
  @Mixin private LoadOptions load;
  @Mixin private TargetOptions targets;
  @Mixin private CryptoOptions crypto;
  @Mixin private ServerOptions server;
  @Mixin private AgentsOptions agents;
  @Mixin private ComparisonOptions compared;
  @Mixin private ExchangesOptions exchanges;
  @Mixin private NetworkOptions network;
  @Mixin private LiveOption live;
  @Mixin private ProfileOptions profile;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  private final String startedAt = ProjectPaths.timestamp(Clock.systemUTC());
  private LoadPlan plan;
  private CoreSplit split;

  @OptionHeading("Machine")
  @Option(
      names = "--cores",
      paramLabel = "SERVER/CLIENT|off",
      defaultValue = "auto",
      description =
          "Cores of the server and of the client, such as 0/1 or 0-3/4-7; auto splits all cores.")
  private String cores;

  @OptionHeading("Report")
  @Option(
      names = "--fail-if",
      paramLabel = "COND",
      split = ",",
      converter = Condition.Converter.class,
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description = "Exit with 1 if it holds, such as 'p99>50ms' or 'errors>0.1%%' (repeatable).")
  private List<Condition> failIf = new ArrayList<>();

  @OptionHeading("Report")
  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Folder of the report (default: results/runs/<time>-<name>).")
  private Path out;

  @OptionHeading("Report")
  @Option(names = "--name", paramLabel = "NAME", description = "A name for this run.")
  private String name;

  @OptionHeading("Load")
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Read options from a report (its plan) or from lines of 'option = value' with long names;"
              + " the command line overrides them.")
  private Path config;

  @OptionHeading("Several runs")
  @Option(
      names = "--calibrate",
      arity = "0..1",
      fallbackValue = "5",
      paramLabel = "N",
      description =
          "Run the plan N times (5 if no N is given), each time in new JVMs, and show how much the"
              + " results vary: smaller differences are noise (default: one run).")
  private Integer calibrate;

  @OptionHeading("Report")
  @Option(
      names = "--quiet",
      negatable = true,
      fallbackValue = "true",
      description = "Print the summary only, and no progress.")
  private boolean quiet;

  /** What the options ask for. */
  enum Mode {
    SINGLE_RUN,
    SEARCH,
    CALIBRATION,
    EXCHANGES,
    RUNS,
    VARIANTS
  }

  Mode mode() {
    if (calibrate != null) {
      return Mode.CALIBRATION;
    }
    if (isSeries()) {
      return Mode.EXCHANGES;
    }
    if (!compared.given().isEmpty()) {
      return compared.hasVariants() ? Mode.VARIANTS : Mode.RUNS;
    }
    return plan().findMax().isPresent() ? Mode.SEARCH : Mode.SINGLE_RUN;
  }

  /**
   * Checks options that are valid alone, but not together.
   *
   * @throws CommandFailure with exit code 2 that names the options
   */
  void check() {
    if (command.commandLine().getDefaultValueProvider() instanceof ConfigDefaults file) {
      file.requireNetworkInUse(command);
    }
    new OptionConflicts(this).check();
  }

  boolean isOnCommandLine(String option) {
    return !command.findOption(option).stringValues().isEmpty();
  }

  /**
   * The exchange of a single run. Against a server that is not the run's own, TLS has the engine
   * that explains refusals in the most detail.
   */
  Exchange exchange() {
    return crypto.exchange(
        targets.ownServer() ? EngineChoice.FASTEST : EngineChoice.of(TlsEngine.BOUNCYCASTLE));
  }

  /** With its engine, so that children and agents run the same, and a report repeats it. */
  private String exchangeName() {
    return exchanges.isEmpty() ? exchange().name() : crypto.given();
  }

  /** Whether the plan is run for several exchanges or networks. */
  boolean isSeries() {
    return !exchanges.isEmpty() || !networks().isEmpty();
  }

  /** The option that makes it a series. */
  String seriesOption() {
    return exchanges.isEmpty() ? "--networks" : "--exchanges";
  }

  NetworkOptions networkOptions() {
    return network;
  }

  /** How often to repeat the plan; empty if it is not to be calibrated. */
  Optional<Integer> calibrate() {
    return Optional.ofNullable(calibrate);
  }

  /** The networks of {@code --networks}. */
  List<NetworkSpec> networks() {
    return network.networks();
  }

  /** The emulated network of a run with its own server and generator. */
  Optional<NetworkSpec> network() {
    return network.network().filter(spec -> targets.ownServer() && agents.local());
  }

  /** The exchanges that are run: those of --exchanges, or else the one of --exchange. */
  List<Exchange> tested() {
    return exchanges.isEmpty() ? List.of(exchange()) : exchanges();
  }

  /** The exchanges of {@code --exchanges}. */
  List<Exchange> exchanges() {
    return exchanges.named(crypto.engine());
  }

  /** Whether the table of exchanges has all columns. */
  boolean wide() {
    return exchanges.wide();
  }

  /** The title of the run: when it was started, and its name or that of its exchange. */
  String title() {
    return startedAt + "-" + (name == null ? exchangeName() : name);
  }

  /** The folder of the report. */
  Path folder() {
    return out == null ? OutputFolder.ofRuns().path().resolve(title()) : out;
  }

  /** The folder that was given; empty if it is the default. */
  Optional<Path> out() {
    return Optional.ofNullable(out);
  }

  /** One line for the user, if that folder is not where reports usually go. */
  Optional<String> folderNote() {
    return out == null ? OutputFolder.ofRuns().note() : Optional.empty();
  }

  /** The options that make up the run's plan, by topic and as strings. */
  RunSpec.Options forReport() {
    return new RunSpec.Options(crypto, server, targets, texts());
  }

  /** The options that make up the run's plan, as strings by long name. */
  Map<String, String> texts() {
    Map<String, String> texts = OptionValues.of(command);
    texts.put("exchange", exchangeName());
    texts.remove(Plan.NETWORK);
    network().ifPresent(spec -> texts.put(Plan.NETWORK, spec.toString()));
    return texts;
  }

  /** The options that run the plan several times. */
  ComparisonOptions compared() {
    return compared;
  }

  /** The plan of variants. All have the provider that auto selects, unless providers differ. */
  LoadVariants.Plan planOfVariants() {
    Map<String, String> plan = texts();
    if (compared.providers().isEmpty()) {
      plan.put("provider", crypto.backend().name());
    }
    return new LoadVariants.Plan(plan, OptionValues.given(command));
  }

  /** The number of runs of each plan, in several runs. */
  int rounds() {
    return calibrate == null ? exchanges.rounds() : calibrate;
  }

  /** The plan; always the same, since a seed that is not given is drawn at random. */
  LoadPlan plan() {
    if (plan == null) {
      plan = agents.local() ? fittingPlan() : load.plan();
    }
    return plan;
  }

  private LoadPlan fittingPlan() {
    LoadPlan suitable = load.plan(cores().clientLoops());
    return load.isThreadsByDefault() ? new HeapCheck(suitable, HeapSpace.now()).fitted() : suitable;
  }

  /** Whether the limit in flight was not given, so that it may be adapted to the machine. */
  boolean isConcurrencyByDefault() {
    return load.isConcurrencyByDefault();
  }

  TargetOptions targets() {
    return targets;
  }

  /** How server and generator drive their sockets. */
  TransportOptions transport() {
    return load.transport();
  }

  CryptoOptions crypto() {
    return crypto;
  }

  ServerOptions server() {
    return server;
  }

  AgentsOptions agents() {
    return agents;
  }

  ProfileOptions profile() {
    return profile;
  }

  /** The cores of server and client; they are chosen once, before any side is bound to its own. */
  CoreSplit cores() {
    if (split == null) {
      split = CoreSplit.of(cores, targets.ownServer());
    }
    return split;
  }

  LiveOption live() {
    return live;
  }

  List<Condition> failIf() {
    return failIf;
  }

  boolean quiet() {
    return quiet;
  }
}
