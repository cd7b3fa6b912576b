package dev.kexbench.loadgen.loadtest;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.identity.SecretFiles;
import dev.kexbench.loadgen.cluster.AgentGroup;
import dev.kexbench.loadgen.cluster.Assignment;
import dev.kexbench.loadgen.cluster.ClusterOptions;
import dev.kexbench.loadgen.cluster.Coordinator;
import dev.kexbench.loadgen.cluster.Member;
import dev.kexbench.loadgen.command.Interrupt;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.run.Loadtest;
import dev.kexbench.loadgen.run.LoadtestRun;
import dev.kexbench.loadgen.run.RunProgress;
import dev.kexbench.results.command.CommandFailure;
import dev.kexbench.results.command.ExitCode;
import dev.kexbench.results.command.OptionHeading;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say who makes the load: this process, or agents elsewhere. */
@OptionHeading("Several machines")
final class AgentsOptions {
  @Mixin private ClusterOptions cluster;

  @Option(
      names = "--agents",
      paramLabel = "N",
      description =
          "Spread the load over N agents, which scripts/agent has started; -t is for each of them,"
              + " -c and -R for all (default: this process alone).")
  private Integer agents;

  @Option(
      names = "--agents-within",
      paramLabel = "D",
      defaultValue = "30s",
      description = "How long to look for them.")
  private Duration within;

  /** Whether this process makes the load itself. */
  boolean local() {
    return agents == null;
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

  /** This process as a member of the agents' cluster; empty if it makes the load itself. */
  Optional<Member> member(CryptoBackend backend, SecretFiles.Modes modes) {
    return local() ? Optional.empty() : Optional.of(cluster.member(backend, modes));
  }

  /** Who does it: the agent of this process, or those that the member finds. */
  Loadtest.AgentGroups groups(Optional<Member> member, LoadtestRun.Watch watch) {
    return member.isEmpty()
        ? Loadtest.AgentGroups.LOCAL
        : (maker, assignment) -> assemble(member.get(), assignment, watch);
  }

  private AgentGroup assemble(Member member, Assignment assignment, LoadtestRun.Watch watch)
      throws InterruptedException {
    RunProgress progress = watch.progress();
    Interrupt interrupt = watch.interrupt();
    progress.say("looking for %d agents from %s".formatted(agents, member.bus().address()));
    Coordinator coordinator = new Coordinator(member, progress::say, interrupt::requested);
    try {
      return coordinator.assemble(agents, assignment, within);
    } catch (Coordinator.AgentsUnavailable e) {
      coordinator.close();
      throw new CommandFailure(
          interrupt.requested() ? ExitCode.INTERRUPTED : ExitCode.USAGE, e.getMessage(), e);
    }
  }
}
