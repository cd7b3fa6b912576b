package dev.kexbench.loadgen.loadtest;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.loadgen.cluster.AgentGroup;
import dev.kexbench.loadgen.cluster.Assignment;
import dev.kexbench.loadgen.cluster.ClusterOptions;
import dev.kexbench.loadgen.cluster.Coordinator;
import dev.kexbench.loadgen.cluster.Member;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.command.Interrupt;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.run.RunControl;
import dev.kexbench.loadgen.run.RunProgress;
import dev.kexbench.loadgen.run.RunSpec;
import dev.kexbench.loadgen.target.Target;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.OnlyWith;
import dev.kexbench.results.command.OptionHeading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that select who generates the load: this process, or agents elsewhere. */
@OptionHeading("Several machines")
final class AgentsOptions {
  @Mixin private ClusterOptions cluster;

  @Option(
      names = "--agents",
      paramLabel = "N",
      description =
          "Divide the load among N agents that scripts/agent has started; -t applies to each of"
              + " them, -c and -R to all together (default: no agents, this process only).")
  private Integer agents;

  @OnlyWith("--agents")
  @Option(
      names = "--agents-within",
      paramLabel = "D",
      defaultValue = "30s",
      description = "How long to wait for the agents.")
  private Duration within;

  @OnlyWith("--agents")
  @Option(
      names = "--join",
      split = ",",
      paramLabel = "HOST:PORT",
      defaultValue = ClusterOptions.DEFAULT_ADDRESS,
      converter = HostPort.Converter.class,
      description =
          "Addresses of the agents, the --bind of each; on loopback, 32 ports are tried, starting"
              + " with this one.")
  private List<HostPort> join;

  /** Whether this process generates the load itself. */
  boolean local() {
    return agents == null;
  }

  /** How many of them there are; at least 1 unless this process generates the load itself. */
  int count() {
    return agents;
  }

  /**
   * Each event loop of each agent needs something to do.
   *
   * @throws CommandFailure with exit code 2 if one has nothing
   */
  void requireWork(LoadPlan plan) {
    if (!local() && (agents < 1 || plan.concurrency() < agents * plan.threads())) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--agents %d with %d event loops each (-t): give one at least, and --concurrency of as"
                  .formatted(agents, plan.threads())
              + " many as there are loops");
    }
  }

  /** This process as the coordinator of agents; empty if it generates the load itself. */
  Optional<Member> member(CryptoBackend backend, SecretFiles.Modes modes) {
    if (local()) {
      return Optional.empty();
    }
    return Optional.of(cluster.coordinator(join, backend, modes));
  }

  /** The agents: that of this process, or those that the member finds. */
  AgentGroup group(Optional<Member> member, RunSpec spec, Target target, RunControl control)
      throws InterruptedException {
    Assignment assignment = spec.assignment(target);
    return member.isPresent()
        ? assemble(member.get(), assignment, control)
        : AgentGroup.of(spec.load().agent("local", assignment));
  }

  private AgentGroup assemble(Member member, Assignment assignment, RunControl control)
      throws InterruptedException {
    RunProgress progress = control.progress();
    Interrupt interrupt = control.interrupt();
    progress.say(
        "looking for %d agents at %s".formatted(agents, String.join(",", HostPort.texts(join))));
    Coordinator coordinator = new Coordinator(member, progress::say, interrupt::requested);
    try {
      return coordinator.assemble(new Coordinator.Wanted(agents, within), assignment);
    } catch (Coordinator.AgentsUnavailable e) {
      coordinator.close();
      throw new CommandFailure(
          interrupt.requested() ? ExitCode.INTERRUPTED : ExitCode.USAGE, e.getMessage(), e);
    }
  }
}
