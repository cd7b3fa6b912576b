package dev.kexbench.loadgen.run;

import dev.kexbench.core.identity.ClientCredentials;
import dev.kexbench.loadgen.cluster.Assignment;
import dev.kexbench.loadgen.command.CryptoOptions;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.machine.CoreSplit;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.server.ServerOptions;
import dev.kexbench.loadgen.target.Target;
import dev.kexbench.loadgen.target.TargetOptions;
import dev.kexbench.results.report.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run is to do: its load, the cores of client and server, and the options that it was
 * started with.
 *
 * @param title of the run and its report
 */
public record RunSpec(String title, ClientLoad load, CoreSplit cores, Options options) {
  /**
   * The options as given on the command line, by topic.
   *
   * @param texts all of them as strings by long name
   */
  public record Options(
      CryptoOptions crypto,
      ServerOptions server,
      TargetOptions targets,
      Map<String, String> texts) {}

  boolean ownServer() {
    return options.targets().ownServer();
  }

  /** The same with another plan, such as one rate of a search. */
  public RunSpec with(LoadPlan plan) {
    return new RunSpec(title, load.with(plan), cores, options);
  }

  /** What agents need to load this target. */
  public Assignment assignment(Target target) {
    List<ClientCredentials> clients = clients(target);
    return new Assignment(
        title,
        optionsForAgents(),
        HostPort.texts(target.addresses()),
        clients.get(0).admission().isPresent(),
        target.server(),
        clients);
  }

  /** Clients send no admission tags to an own server that does not check them. */
  private List<ClientCredentials> clients(Target target) {
    if (!ownServer() || options.server().admission()) {
      return target.clients();
    }
    return target.clients().stream().map(ClientCredentials::withoutAdmission).toList();
  }

  /**
   * The load options for agents: the options as given, with values that were chosen or drawn at
   * random once for all agents.
   */
  Map<String, String> optionsForAgents() {
    LoadPlan plan = load.plan();
    Map<String, String> texts = new LinkedHashMap<>(options.texts());
    texts.put("concurrency", String.valueOf(plan.concurrency()));
    texts.put("threads", String.valueOf(plan.threads()));
    texts.put("seed", String.valueOf(plan.seed()));
    return texts;
  }

  /** What a TLS server elsewhere has chosen, and whether it is not verified at all. */
  private String verification() {
    TargetOptions targets = options.targets();
    List<String> parts = new ArrayList<>(targets.negotiated().stream().toList());
    targets
        .verification()
        .label()
        .filter(Plan.NOT_VERIFIED::equals)
        .ifPresent(none -> parts.add("server not verified"));
    return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
  }

  /** One line for the user: the load, its target and the cores. */
  String summary(Target target) {
    return String.format(
        Locale.ROOT,
        "%s at %s%s: %s; cores %s",
        load.clients(),
        String.join(", ", HostPort.texts(target.addresses())),
        verification(),
        load.shape(),
        cores.label());
  }
}
