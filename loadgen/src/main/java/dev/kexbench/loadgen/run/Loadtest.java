package dev.kexbench.loadgen.run;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.loadgen.cluster.AgentGroup;
import dev.kexbench.loadgen.cluster.Assignment;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.target.Target;
import dev.kexbench.results.report.Condition;
import dev.kexbench.results.report.LoadReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** One load test of one target: assigns its agents their parts, runs it, reports. */
public final class Loadtest {
  public static final String LATENCY_LOG = "latency.hlog";

  private final LoadPlan plan;
  private final Exchange exchange;
  private final CryptoBackend backend;
  private final Target target;
  private final AgentGroups groups;

  public Loadtest(
      LoadPlan plan, Exchange exchange, CryptoBackend backend, Target target, AgentGroups groups) {
    this.plan = new ExchangeConstraints(exchange).fitted(plan);
    this.exchange = exchange;
    this.backend = backend;
    this.target = target;
    this.groups = groups;
  }

  /**
   * What surrounds a run.
   *
   * @param folder where its files go
   */
  public record Outside(LoadtestRun.Watch watch, Path folder) {}

  /** Who does it: the agent of this process, or several elsewhere. */
  public interface AgentGroups {
    AgentGroup of(LocalAgentFactory maker, Assignment assignment) throws InterruptedException;

    /** The agent of this process. */
    AgentGroups LOCAL = (maker, assignment) -> AgentGroup.of(maker.make("local", assignment));
  }

  public LoadReport run(PlanRecord record, List<Condition> failIf, Outside outside)
      throws IOException, InterruptedException {
    RunProgress progress = outside.watch().progress();
    progress.say(opening(record));
    LocalAgentFactory maker = new LocalAgentFactory(plan, exchange, backend);
    try (AgentGroup agents = groups.of(maker, assignment(record))) {
      Function<LoadPlan, RunReport.Setting> setting =
          each ->
              new RunReport.Setting(
                  record.title(),
                  record.of(
                      each, exchange, new PlanRecord.Crypted(backend, agents.fallbackAlgorithms())),
                  record.cores(),
                  agents.transport(),
                  record.targets().ownServer(),
                  target.loopback(),
                  target.gone(),
                  HostPort.texts(target.addresses()),
                  agents.clocks(),
                  failIf);
      RunSession session = new RunSession(target, agents, outside, setting);
      return plan.findMax().isPresent()
          ? new FindMax(plan, session, progress).report()
          : session.whole(plan);
    }
  }

  private Assignment assignment(PlanRecord record) {
    List<ClientCredentials> clients = clients(record);
    return new Assignment(
        record.title(),
        record.forAgents(plan),
        HostPort.texts(target.addresses()),
        clients.get(0).admission().isPresent(),
        target.key(),
        clients);
  }

  /** An own server that does not check the admission part is not sent one. */
  private List<ClientCredentials> clients(PlanRecord record) {
    if (!record.targets().ownServer() || record.server().admission()) {
      return target.clients();
    }
    return target.clients().stream()
        .map(each -> new ClientCredentials(each.id(), each.root(), Optional.empty(), each.name()))
        .toList();
  }

  private String opening(PlanRecord record) {
    return String.format(
        Locale.ROOT,
        "%s with %s at %s: %s, %s after %s of warm-up; cores %s",
        exchange.name(),
        backend.label(),
        String.join(", ", HostPort.texts(target.addresses())),
        shape(),
        plan.count().isPresent()
            ? String.format(Locale.ROOT, "%,d handshakes", plan.count().getAsLong())
            : plan.duration().toMillis() / 1e3 + " s",
        plan.untilSettled()
            ? "at most " + plan.warmup().toSeconds() + " s"
            : plan.warmup().toMillis() / 1e3 + " s",
        record.cores().label());
  }

  private String shape() {
    return plan.openLoop()
        ? String.format(
            Locale.ROOT,
            "%s arrivals, %s%s per second",
            plan.arrivals().label(),
            plan.findMax().map("highest rate with %s from "::formatted).orElse(""),
            plan.rate().get().label())
        : String.format(Locale.ROOT, "%,d in flight", plan.concurrency());
  }
}
