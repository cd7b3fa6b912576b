package dev.kexbench.loadgen.run;

import dev.kexbench.core.exchange.Exchange;
import dev.kexbench.core.exchange.StreamExchange;
import dev.kexbench.core.exchange.Trait;
import dev.kexbench.loadgen.command.HostPort;
import dev.kexbench.loadgen.phase.ShortPhases;
import dev.kexbench.loadgen.plan.LoadPlan;
import dev.kexbench.loadgen.plan.ResumptionPlan;
import dev.kexbench.loadgen.plan.StoredOptions;
import dev.kexbench.loadgen.plan.TransportSplit;
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
import java.util.Optional;
import java.util.OptionalLong;

/** The plan of a run in the form that its report stores: enough to run it again. */
final class PlanRecord {
  private final RunSpec spec;
  private final LoadPlan load;

  private PlanRecord(RunSpec spec) {
    this.spec = spec;
    this.load = spec.load().plan();
  }

  /**
   * The stored form of a plan.
   *
   * @param fallbackAlgorithms algorithms that the backend's provider lacks; Bouncy Castle ran them
   */
  static Plan of(RunSpec spec, List<String> fallbackAlgorithms) {
    return new PlanRecord(spec).plan(fallbackAlgorithms);
  }

  private Plan plan(List<String> fallbackAlgorithms) {
    RunSpec.Options options = spec.options();
    boolean own = spec.ownServer();
    return Plan.builder(spec.load().exchange().name(), spec.load().backend().label())
        .rate(constantRate())
        .arrivals(load.arrivals().label())
        .concurrency(load.concurrency())
        .durationSeconds(seconds(load.duration()))
        .warmupSeconds(seconds(load.warmup()))
        .count(load.count().isPresent() ? load.count().getAsLong() : null)
        .perConnection((long) load.clients().perConnection())
        .timeoutSeconds(seconds(load.timeout()))
        .clientCrypto(load.clients().crypto())
        .mix(load.clients().mix().byLabel())
        .seed(load.seed())
        .threads(load.threads())
        .cores(spec.cores().label())
        .admission(own ? options.server().admission() : null)
        .target(own ? null : String.join(",", HostPort.texts(options.targets().addresses())))
        .pool(own ? options.crypto().pool().label() : null)
        .cryptoThreads(own ? options.server().cryptoThreads() : null)
        .others(others(fallbackAlgorithms))
        .build();
  }

  /** The rate if it is constant, else null. */
  private Double constantRate() {
    return load.rate().orElse(null) instanceof Steady one ? one.perSecond() : null;
  }

  private Map<String, Object> others(List<String> fallbackAlgorithms) {
    Map<String, Object> others = new LinkedHashMap<>();
    RateCurve curve = load.rate().orElse(null);
    if (curve instanceof Ramp ramp) {
      others.put(Plan.RAMP, ramp.label());
    } else if (curve instanceof Steps steps) {
      others.put(Plan.STEPS, steps.perSecond());
    }
    load.findMax().ifPresent(objective -> others.put(Plan.FIND_MAX, objective.toString()));
    others.put("close", load.clients().close().label());
    others.put("lingerSeconds", load.clients().linger().toNanos() / 1e9);
    others.put("whenFull", load.pace().whenFull().label());
    String network = spec.options().texts().get(Plan.NETWORK);
    if (network == null) {
      others.put("localIps", load.clients().sources().size());
    } else {
      others.put(Plan.NETWORK, network); // which has its own local addresses
    }
    if (spec.load().exchange() instanceof StreamExchange) {
      others.put(Plan.TRANSPORT, transport());
    }
    if (spec.ownServer()) {
      others.putAll(serverLimits());
    }
    TargetOptions targets = spec.options().targets();
    targets.verification().label().ifPresent(way -> others.put(Plan.VERIFICATION, way));
    targets.negotiated().ifPresent(chosen -> others.put("negotiated", chosen));
    String profiled = spec.options().texts().get(Plan.PROFILE);
    if (profiled != null && !profiled.isEmpty()) {
      others.put(Plan.PROFILE, profiled);
    }
    load.clients().returning().ifPresent(resumption -> others.putAll(returning(resumption)));
    if (load.untilSettled()) {
      others.put("warmup", "auto");
    }
    others.put(Plan.TRAITS, traits(spec.load().exchange()));
    if (!fallbackAlgorithms.isEmpty()) {
      others.put("byBouncyCastle", fallbackAlgorithms);
    }
    if (ShortPhases.on()) {
      others.put(Plan.SHORT_PHASES, true);
    }
    others.put(StoredOptions.KEY, effectiveOptions());
    return others;
  }

  /** Of the generator, and of its own server if that has another. */
  private String transport() {
    String chosen = spec.options().texts().get(Plan.TRANSPORT);
    return chosen == null
        ? load.loops().transport().label()
        : TransportSplit.parse(chosen).toString();
  }

  private Map<String, Object> returning(ResumptionPlan resumption) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put(Plan.RESUME_PERCENT, resumption.percent());
    if (spec.load().exchange() instanceof StreamExchange stream && stream.resumesInBothModes()) {
      keys.put(Plan.RESUME_MODE, resumption.modeOrDefault().label());
    }
    if (spec.ownServer()) {
      Optional<Duration> lifetime = spec.options().server().tickets().lifetime();
      keys.put("ticketLifetimeSeconds", seconds(lifetime.orElse(Duration.ZERO)));
    }
    return keys;
  }

  /** Every trait by its label, and whether the exchange has it. */
  private static Map<String, Boolean> traits(Exchange exchange) {
    Map<String, Boolean> traits = new LinkedHashMap<>();
    for (Trait each : Trait.values()) {
      traits.put(each.label(), exchange.traits().contains(each));
    }
    return traits;
  }

  /** The options, with the values chosen at run time in place of auto. */
  private Map<String, String> effectiveOptions() {
    Map<String, String> effective = spec.optionsForAgents();
    effective.put("provider", spec.load().backend().name());
    return effective;
  }

  private Map<String, Object> serverLimits() {
    Map<String, Object> limits = new LinkedHashMap<>();
    ServerOptions server = spec.options().server();
    Limits asked = server.limits(OptionalLong.empty());
    if (server.chain() > 0) {
      limits.put(Plan.CHAIN, server.chain());
    }
    if (server.deferAccept()) {
      limits.put(Plan.DEFER_ACCEPT, true);
    }
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
