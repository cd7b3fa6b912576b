package dev.kexbench.loadgen.loadtest;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.loadgen.cluster.AgentGroup;
import dev.kexbench.loadgen.cluster.Member;
import dev.kexbench.loadgen.live.LiveRun;
import dev.kexbench.loadgen.machine.CheckItem;
import dev.kexbench.loadgen.machine.CoreSplit;
import dev.kexbench.loadgen.machine.MachineCheck;
import dev.kexbench.loadgen.machine.SystemLimits;
import dev.kexbench.loadgen.network.EmulatedPath;
import dev.kexbench.loadgen.plan.ClientPlan;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.plan.NetworkSpec;
import dev.kexbench.loadgen.record.HeapSpace;
import dev.kexbench.loadgen.run.ClientLoad;
import dev.kexbench.loadgen.run.HeapCheck;
import dev.kexbench.loadgen.run.Loadtest;
import dev.kexbench.loadgen.run.NetworkWatch;
import dev.kexbench.loadgen.run.PartialRun;
import dev.kexbench.loadgen.run.Preflight;
import dev.kexbench.loadgen.run.Profiling;
import dev.kexbench.loadgen.run.RunControl;
import dev.kexbench.loadgen.run.RunObserver;
import dev.kexbench.loadgen.run.RunSpec;
import dev.kexbench.loadgen.server.KeyFolder;
import dev.kexbench.loadgen.target.OwnServer;
import dev.kexbench.loadgen.target.ServerPlace;
import dev.kexbench.loadgen.target.Target;
import dev.kexbench.loadgen.target.TargetOptions;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.profile.ProfileEvent;
import dev.kexbench.results.render.Summary;
import dev.kexbench.results.render.page.RunPage;
import dev.kexbench.results.report.LoadReport;
import dev.kexbench.results.report.ProjectPaths;
import dev.kexbench.results.report.ReportFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One load test in this process: checks the machine's limits, opens the target and the agents, runs
 * the test, and prints and writes its report.
 */
final class SingleRun {
  static final String REPORT = "report.json";
  static final String PAGE = "report.html";

  /** The environment variable that can switch off what records pauses and compilations. */
  static final String JVM_EVENTS = "KEXBENCH_JVM_EVENTS";

  private static final String SERVER_LOG = "server.log";

  private final LoadtestOptions options;
  private final RunControl control;
  private final PrintWriter out;
  private final PrintWriter err;
  private Optional<LiveRun> live = Optional.empty();
  private Optional<EmulatedPath> path = Optional.empty();

  SingleRun(LoadtestOptions options, RunControl control, PrintWriter out, PrintWriter err) {
    this.options = options;
    this.control = control;
    this.out = out;
    this.err = err;
  }

  /** How the load test is run: as it is, or as a search. */
  interface Procedure {
    LoadReport report(Loadtest test) throws IOException, InterruptedException;
  }

  /** Runs the test as it is and returns the exit code. */
  int run() throws IOException, InterruptedException {
    return run(Loadtest::run);
  }

  /** Runs the test by this procedure and returns the exit code. */
  int run(Procedure procedure) throws IOException, InterruptedException {
    if (Files.exists(control.folder().resolve(REPORT))) {
      err.println("the report in " + control.folder() + " will be replaced");
    }
    try {
      long seed = options.plan().seed();
      path = options.network().map(spec -> EmulatedPath.start(spec, seed));
      LoadPlan plan = fittedPlan(plan());
      LoadReport measured = measure(plan, procedure).checked(options.failIf());
      LoadReport report = live.map(view -> measured.servedTo(view.mostViewers())).orElse(measured);
      control.progress().endLine();
      out.print(Summary.of(report));
      out.flush();
      write(report);
      live.ifPresent(view -> view.end(report, new RunPage.Additions(control.folder(), null)));
      return report.exitCode();
    } finally {
      control.progress().endLine();
      live.ifPresent(LiveRun::close);
      path.ifPresent(EmulatedPath::close);
    }
  }

  /** The plan; through an emulated network, clients connect from its addresses. */
  private LoadPlan plan() {
    LoadPlan plan = options.plan();
    if (path.isEmpty()) {
      return plan;
    }
    List<InetSocketAddress> sources =
        path.get().generatorAddresses().stream()
            .map(each -> new InetSocketAddress(each, 0))
            .toList();
    boolean fastOpen = options.network().filter(NetworkSpec::fastOpen).isPresent();
    ClientPlan clients = plan.clients().from(sources, fastOpen);
    return new LoadPlan(plan.pace(), plan.times(), clients, plan.loops());
  }

  /** The plan, checked against the limits of this machine if the load comes from it. */
  private LoadPlan fittedPlan(LoadPlan plan) {
    HeapCheck heap = new HeapCheck(plan, HeapSpace.now());
    if (!options.agents().local()) {
      heap.checkCoordinator(options.agents().count(), err::println);
      return plan;
    }
    heap.check(err::println);
    TargetOptions targets = options.targets();
    boolean loopback = path.isEmpty() && (targets.ownServer() || targets.loopback());
    SystemLimits limits = SystemLimits.here(loopback, plan.clients().sources());
    boolean adaptable = options.isConcurrencyByDefault() && plan.findMax().isEmpty();
    LoadPlan fitted =
        adaptable
            ? new Preflight(plan, limits, path.isPresent()).fitted(control.progress()::say)
            : plan;
    new Preflight(fitted, limits, path.isPresent()).check(err::println);
    return fitted;
  }

  private LoadReport measure(LoadPlan plan, Procedure procedure)
      throws IOException, InterruptedException {
    Exchange exchange = options.exchange();
    CryptoBackend backend = options.crypto().backend();
    MachineCheck check = MachineCheck.here();
    String machine = check.summary(); // before this process is bound to some cores
    List<CheckItem> properties = check.properties(plan.loops().transport().label());
    Optional<String> freeCores = options.cores().free();
    CoreSplit cores = options.cores().bindClient();
    ClientLoad load = ClientLoad.fitted(plan, exchange, backend);
    RunSpec spec = new RunSpec(options.title(), load, cores, options.forReport());
    live = options.live().serve(PartialRun.none(spec), freeCores, control.progress());
    RunControl observed =
        control.observedBy(live.<RunObserver>map(view -> view).orElse(RunObserver.NONE));
    Optional<Member> member = options.agents().member(backend, options.targets().modes());
    try (Target target = open(spec);
        AgentGroup agents = options.agents().group(member, spec, target, control);
        Loadtest test = new Loadtest(spec, target, agents, observed)) {
      if (!"off".equals(System.getenv(JVM_EVENTS))) {
        test.recordJvm();
      }
      if (!options.agents().local()) {
        return procedure.report(test);
      }
      List<ProfileEvent> events = options.profile().events();
      if (!events.isEmpty()) {
        test.profile(new Profiling(events, target, control));
      }
      path.ifPresent(one -> test.watch(new NetworkWatch(one, exchange)));
      control.progress().say(machine);
      return procedure
          .report(test)
          .withChecks(properties.stream().map(CheckItem::recorded).toList());
    } finally {
      member.ifPresent(Member::close);
    }
  }

  private Target open(RunSpec spec) {
    Exchange exchange = spec.load().exchange();
    if (!options.targets().ownServer()) {
      Target remote = options.targets().remote(exchange, spec.load().backend());
      ReportFiles.makeFolder(control.folder());
      return remote;
    }
    CryptoBackend backend = spec.load().backend();
    ReportFiles.makeFolder(control.folder());
    KeyFolder keys = options.targets().makeKeys(exchange, backend);
    boolean returns = spec.load().plan().clients().returning().isPresent();
    List<String> arguments = new ArrayList<>(options.crypto().arguments(exchange, backend));
    arguments.addAll(options.server().arguments(returns));
    arguments.addAll(options.transport().serverArguments());
    arguments.addAll(options.profile().arguments(Profiling.ofServer(control.folder())));
    Path log = control.folder().resolve(SERVER_LOG);
    OwnServer.Launch launch =
        new OwnServer.Launch(arguments, log, spec.cores(), options.server().drain());
    return new OwnServer(keys, launch, place());
  }

  private ServerPlace place() {
    return path.map(
            one ->
                new ServerPlace(
                    one.serverCommand(),
                    one.serverAddress(),
                    one.serverStatsAddress(),
                    one.processes()))
        .orElse(ServerPlace.LOOPBACK);
  }

  /** If the folder was deleted during the run, the report is written anew; the logs are lost. */
  private void write(LoadReport report) {
    Path folder = control.folder();
    writeReport(report, folder);
    if (!Files.exists(folder.resolve(RunControl.LATENCY_LOG))) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "%s was removed during the run: its %s is written again, %s and %s are lost"
              .formatted(folder, REPORT, RunControl.LATENCY_LOG, SERVER_LOG));
    }
    out.println("\nreport: " + ProjectPaths.shown(folder.resolve(REPORT)) + ", as a page: " + PAGE);
    ProfileOptions.files(report).ifPresent(out::println);
  }

  /** Writes a report, and its page next to it. */
  static void writeReport(LoadReport report, Path folder) {
    ReportFiles.write(report, folder.resolve(REPORT));
    ReportFiles.writeText(
        RunPage.of(report, new RunPage.Additions(folder, null)), folder.resolve(PAGE));
  }
}
