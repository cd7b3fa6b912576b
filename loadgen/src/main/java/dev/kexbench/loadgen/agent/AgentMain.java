package dev.kexbench.loadgen.agent;

import dev.kexbench.core.crypto.Backends;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.loadgen.cluster.Agent;
import dev.kexbench.loadgen.cluster.AgentFactory;
import dev.kexbench.loadgen.cluster.AgentService;
import dev.kexbench.loadgen.cluster.Assignment;
import dev.kexbench.loadgen.cluster.ClusterOptions;
import dev.kexbench.loadgen.cluster.Member;
import dev.kexbench.loadgen.command.FolderName;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.command.Interrupt;
import dev.kexbench.loadgen.command.ParentWatch;
import dev.kexbench.loadgen.command.Program;
import dev.kexbench.loadgen.machine.SystemLimits;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.record.HeapSpace;
import dev.kexbench.loadgen.run.ClientLoad;
import dev.kexbench.loadgen.run.HeapCheck;
import dev.kexbench.loadgen.run.Preflight;
import dev.kexbench.loadgen.run.RunSpec;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.Help;
import dev.kexbench.results.report.OutputFolder;
import dev.kexbench.results.report.ProjectPaths;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code scripts/agent}: a load generator controlled by a coordinator. */
@Command(
    name = "scripts/agent",
    description = {
      "Generates load for 'scripts/loadtest --agents N', one run after the other, until Ctrl-C.",
      ""
    },
    footer = {
      "",
      "Example: two agents on one machine; then scripts/loadtest --agents 2",
      "  scripts/agent --name a &",
      "  scripts/agent --name b &",
      "Example: an agent on a separate machine",
      "  scripts/agent --bind 10.0.0.2:7701 --secret-file secret --allow-target 10.0.0.9:7443"
    })
public final class AgentMain implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(AgentMain.class);

  private final Interrupt interrupt;

  @Mixin private Help help;
  @Mixin private ClusterOptions cluster;
  @Spec private CommandSpec spec;

  @Option(
      names = "--bind",
      paramLabel = "HOST:PORT",
      defaultValue = ClusterOptions.DEFAULT_ADDRESS,
      converter = HostPort.Converter.class,
      description =
          "Address and TCP port on which to wait for coordinators. On loopback, if the port is in"
              + " use, the next free one of 32 is taken; elsewhere only this one.")
  private HostPort bind;

  @Option(
      names = "--allow-target",
      split = ",",
      paramLabel = "HOST:PORT",
      converter = HostPort.Converter.class,
      showDefaultValue = CommandLine.Help.Visibility.NEVER,
      description =
          "The only servers that it may load (default: any on loopback if --bind is there, else"
              + " none).")
  private List<HostPort> allowed = List.of();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Its name in reports (default: its host and process id).")
  private String name;

  @Option(names = "--insecure-files", description = "Accept secret files that others can read.")
  private boolean insecureFiles;

  @Option(names = "--with-parent", description = "Exit when standard input closes.")
  private boolean withParent;

  private AgentMain(Interrupt interrupt) {
    this.interrupt = interrupt;
  }

  /** Runs the command; the process exits with its exit code. */
  public static void main(String[] args) {
    System.exit(Program.run(ExitCode.FINE, AgentMain::new, args));
  }

  @Override
  public Integer call() throws InterruptedException {
    FolderName.require(id(), "--name");
    if (withParent) {
      ParentWatch.hold(interrupt);
    }
    try (Member member =
            cluster.agent(
                bind,
                Backends.select("auto").backend(),
                insecureFiles ? SecretFiles.Modes.INSECURE : SecretFiles.Modes.CHECKED);
        AgentService service = new AgentService(member, id(), this::prepared)) {
      service.open();
      spec.commandLine()
          .getOut()
          .println("agent " + id() + " waits for work at " + member.bus().address());
      spec.commandLine().getOut().flush();
      interrupt.await(Long.MAX_VALUE);
    }
    return ExitCode.FINE;
  }

  /** Refuses a plan that is not valid on this machine as it refuses one that is not allowed. */
  private AgentFactory.PreparedAgent prepared(Assignment assignment, int index, int of) {
    try {
      return prepareChecked(assignment, index, of);
    } catch (CommandFailure e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private AgentFactory.PreparedAgent prepareChecked(Assignment assignment, int index, int of) {
    List<HostPort> targets = assignment.targets().stream().map(HostPort::parse).toList();
    requireAllowed(targets);
    FolderName.require(assignment.title(), "the run's name");
    String title = assignment.title() + "-" + id();
    RunSpec spec = AgentOptions.of(assignment.options()).part(title, index, of);
    ClientLoad load = spec.load();
    List<String> warnings = checked(load.plan(), targets);
    OutputFolder runs = OutputFolder.ofRuns();
    runs.note().ifPresent(LOG::info);
    Path folder = runs.path().resolve(title);
    LOG.info(
        "part {} of {} of {}: {} with {}; results go to {}",
        index + 1,
        of,
        assignment.title(),
        load.exchange().name(),
        load.backend().label(),
        ProjectPaths.shown(folder));
    Agent agent =
        new ReportingAgent(
            load.agent(id(), assignment),
            new ReportingAgent.Copy(folder, spec, assignment.targets(), LOG::warn));
    return new AgentFactory.PreparedAgent(agent, load.backend().label(), load.plan(), warnings);
  }

  /** The limits of this machine that the plan may reach; refuses one that it cannot carry. */
  private static List<String> checked(LoadPlan plan, List<HostPort> targets) {
    boolean loopback = targets.stream().allMatch(HostPort::loopback);
    List<String> warnings = new ArrayList<>();
    new HeapCheck(plan, HeapSpace.now()).check(warnings::add);
    new Preflight(plan, SystemLimits.here(loopback, plan.clients().sources())).check(warnings::add);
    return warnings;
  }

  /** Accepts only the targets that this machine's owner allows. */
  private void requireAllowed(List<HostPort> targets) {
    List<HostPort> refused = targets.stream().filter(each -> !isAllowed(each)).toList();
    if (!refused.isEmpty()) {
      List<HostPort> all = new ArrayList<>(allowed);
      all.addAll(refused);
      throw new IllegalArgumentException(
          "it may not load %s; restart it with --allow-target %s"
              .formatted(
                  String.join(", ", HostPort.texts(refused)),
                  String.join(",", HostPort.texts(all))));
    }
  }

  private boolean isAllowed(HostPort target) {
    return allowed.contains(target) || allowed.isEmpty() && bind.loopback() && target.loopback();
  }

  private String id() {
    return name == null ? bind.host() + "-" + ProcessHandle.current().pid() : name;
  }
}
