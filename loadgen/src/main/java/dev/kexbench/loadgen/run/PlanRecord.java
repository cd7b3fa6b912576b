package dev.kexbench.loadgen.run;

import dev.kexbench.core.crypto.CryptoBackend;
import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.loadgen.command.CryptoOptions;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.machine.CoreSplit;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.plan.StoredOptions;
import dev.kexbench.loadgen.schedule.Ramp;
import dev.kexbench.loadgen.schedule.RateCurve;
import dev.kexbench.loadgen.schedule.Steady;
import dev.kexbench.loadgen.schedule.Steps;
import dev.kexbench.loadgen.server.Limits;
import dev.kexbench.loadgen.server.ServerOptions;
import dev.kexbench.loadgen.target.TargetOptions;
import dev.kexbench.results.report.Plan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The options of a run as its report records them: enough to run it again.
 *
 * @param options as strings by long name
 */
public record PlanRecord(
    String title,
    CoreSplit cores,
    CryptoOptions crypto,
    ServerOptions server,
    TargetOptions targets,
    Map<String, String> options) {
  /**
   * The crypto of a run.
   *
   * @param fallbackAlgorithms algorithms that the backend's provider lacks; Bouncy Castle ran them
   */
  public record Crypted(CryptoBackend backend, List<String> fallbackAlgorithms) {}

  public Plan of(LoadPlan load, Exchange exchange, Crypted by) {
    CryptoBackend backend = by.backend();
    boolean own = targets.ownServer();
    return new Plan(
        exchange.name(),
        backend.label(),
        steady(load),
        load.arrivals().label(),
        load.concurrency(),
        seconds(load.duration()),
        seconds(load.warmup()),
        load.count().isPresent() ? load.count().getAsLong() : null,
        (long) load.clients().perConnection(),
        seconds(load.timeout()),
        load.clients().crypto(),
        load.clients().mix().byLabel(),
        load.seed(),
        load.threads(),
        cores.label(),
        own ? server.admission() : null,
        own ? null : String.join(",", HostPort.texts(targets.addresses())),
        own ? crypto.pool().label() : null,
        own ? server.cryptoThreads() : null,
        others(load, exchange, by));
  }

  /** The rate if it is constant, else null. */
  private static Double steady(LoadPlan load) {
    return load.rate().orElse(null) instanceof Steady one ? one.perSecond() : null;
  }

  private Map<String, Object> others(LoadPlan load, Exchange exchange, Crypted by) {
    Map<String, Object> others = new LinkedHashMap<>();
    RateCurve curve = load.rate().orElse(null);
    if (curve instanceof Ramp ramp) {
      others.put(Plan.RAMP, ramp.label());
    } else if (curve instanceof Steps steps) {
      others.put(Plan.STEPS, steps.perSecond());
    }
    load.findMax().ifPresent(objective -> others.put(Plan.FIND_MAX, objective.toString()));
    others.put("close", load.clients().close().label());
    others.put("whenFull", load.pace().whenFull().label());
    others.put("localIps", load.clients().sources().size());
    if (targets.ownServer()) {
      others.putAll(serverLimits());
    }
    if (load.untilSettled()) {
      others.put("warmup", "auto");
    }
    others.put(Plan.TRAITS, traits(exchange));
    if (!by.fallbackAlgorithms().isEmpty()) {
      others.put("byBouncyCastle", by.fallbackAlgorithms());
    }
    others.put(StoredOptions.KEY, effective(load, by.backend()));
    return others;
  }

  /** Every trait by its label, and whether the exchange has it. */
  private static Map<String, Boolean> traits(Exchange exchange) {
    Map<String, Boolean> traits = new LinkedHashMap<>();
    for (Trait each : Trait.values()) {
      traits.put(each.label(), exchange.traits().contains(each));
    }
    return traits;
  }

  /**
   * The load options for agents: the options as given, with values that were chosen or drawn at
   * random once for all agents.
   */
  Map<String, String> forAgents(LoadPlan load) {
    Map<String, String> forAgents = new LinkedHashMap<>(options);
    forAgents.put("concurrency", String.valueOf(load.concurrency()));
    forAgents.put("threads", String.valueOf(load.threads()));
    forAgents.put("seed", String.valueOf(load.seed()));
    return forAgents;
  }

  /** Replaces options such as auto by the values chosen at run time. */
  private Map<String, String> effective(LoadPlan load, CryptoBackend backend) {
    Map<String, String> effective = forAgents(load);
    effective.put("provider", backend.name());
    return effective;
  }

  private Map<String, Object> serverLimits() {
    Map<String, Object> limits = new LinkedHashMap<>();
    Limits asked = server.limits(OptionalLong.empty());
    limits.put("eventLoops", server.eventLoops());
    limits.put("queue", asked.queue().places());
    limits.put("queueAgeSeconds", seconds(asked.queue().age()));
    limits.put("maxConnections", asked.connections());
    limits.put("failedAttemptsPerMinute", asked.failedAttempts().perMinute());
    limits.put("firstFrameSeconds", seconds(asked.patience().firstFrame()));
    limits.put("confirmSeconds", seconds(asked.patience().confirm()));
    limits.put("idleSeconds", seconds(asked.patience().idle()));
    return limits;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
