package dev.kexbench.results.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kexbench.results.machine.KernelCounts;
import java.util.List;
import java.util.Map;

/**
 * One measured run of one exchange.
 *
 * @param label distinguishes it from the report's other runs
 * @param plan what was requested
 * @param counts of the class {@code ok}
 * @param rates of the class {@code ok}, per second
 * @param latency of the class {@code ok}, by {@link Stage#key()}
 * @param classes every other class of the mix, by name
 * @param timeline one entry per second
 * @param server what the server counted during the run, or null if it was not queried
 * @param cost of one handshake, or null
 * @param ceiling how close the server came to its private-key rate, or null
 * @param thresholds the conditions that fail the run, with their results
 * @param agents the agents' parts of a distributed run
 * @param kernel TCP counters of the kernel during the run, or null if the platform has none
 * @param generatorDelay how much of each percentile may be the generator's delay, or null
 * @param littlesLaw number in flight against rate and time, or null
 * @param wire bytes and round trips of a handshake, or null
 * @param resumption full and resumed handshakes apart, or null without returning clients
 * @param steadyState what shows whether the run was in steady state, or null in old reports
 * @param targets each server, if there are several; {@code server} is then their sum
 * @param machine whether other processes used the cores of server and generator, or null
 * @param folder the subfolder that holds the run's own report and logs, if the report joins several
 *     runs of one plan; else null
 * @param round the name of the interleaved round that it was measured in, the same in the reports
 *     of all variants and in no other report; null if it was not measured in rounds
 * @param confirms the figures for which it counts in a comparison, if it was run again because they
 *     may have changed; empty if it counts for all
 * @param live how many viewers its page had at most while it was served during the run, which costs
 *     CPU time; null if it was not served
 * @param network what the emulated network did in the measured time, or null without one
 * @param profile what server and generator did in the measured time, or null if it was not profiled
 */
public record Run(
    String label,
    Plan plan,
    Counts counts,
    Rates rates,
    Map<String, Latency> latency,
    Map<String, ClassFigures> classes,
    List<Second> timeline,
    ServerStats server,
    Cost cost,
    CeilingShare ceiling,
    List<Threshold> thresholds,
    List<AgentFigures> agents,
    @JsonInclude(JsonInclude.Include.NON_NULL) KernelCounts kernel,
    @JsonInclude(JsonInclude.Include.NON_NULL) GeneratorDelay generatorDelay,
    @JsonInclude(JsonInclude.Include.NON_NULL) LittlesLaw littlesLaw,
    @JsonInclude(JsonInclude.Include.NON_NULL) WireFigures wire,
    @JsonInclude(JsonInclude.Include.NON_NULL) ResumptionFigures resumption,
    @JsonInclude(JsonInclude.Include.NON_NULL) SteadyState steadyState,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TargetFigures> targets,
    @JsonInclude(JsonInclude.Include.NON_NULL) MachineFigures machine,
    @JsonInclude(JsonInclude.Include.NON_NULL) String folder,
    @JsonInclude(JsonInclude.Include.NON_NULL) String round,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> confirms,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer live,
    @JsonInclude(JsonInclude.Include.NON_NULL) NetworkFigures network,
    @JsonInclude(JsonInclude.Include.NON_NULL) Profile profile) {
  private static final String PRIVATE_KEY = "privateKey";

  /** Missing collections become empty. */
  public Run {
    latency = Copies.map(latency);
    classes = Copies.map(classes);
    timeline = Copies.list(timeline);
    thresholds = Copies.list(thresholds);
    agents = Copies.list(agents);
    targets = Copies.list(targets);
    confirms = Copies.list(confirms);
  }

  /** The latency of a stage, or null if nothing was recorded for it. */
  public Latency latency(Stage stage) {
    Latency recorded = latency.get(stage.key());
    return recorded == null || recorded.count() == 0 ? null : recorded;
  }

  /**
   * The mean time of the server's private-key operation during the run, in nanoseconds; null if
   * unknown. It follows the speed of the host, so that figures relative to it can be compared where
   * that changes.
   */
  public Double privateKeyNanos() {
    String histogram = server == null ? null : server.stages().get(PRIVATE_KEY);
    double mean = histogram == null ? 0 : HistogramText.decode(histogram).getMean();
    return mean > 0 ? Double.valueOf(mean) : null;
  }

  /** The server's CPU time per handshake in private-key operations; null if unknown. */
  public Double serverCpuInOperations() {
    Double micros = cost == null ? null : cost.serverCpuMicrosPerHandshake();
    Double operation = privateKeyNanos();
    return micros == null || operation == null ? null : Double.valueOf(1e3 * micros / operation);
  }

  /** The share of its cores' time that the server spent in private-key operations, or null. */
  public Double privateKeyShare() {
    Double operation = privateKeyNanos();
    if (ceiling == null || operation == null) {
      return null;
    }
    Double counted = ceiling.operationsPerSecond();
    double perSecond = counted == null ? rates.establishedPerSecond() : counted;
    return perSecond * operation / 1e9 / ceiling.serverCores();
  }

  /** Evaluates the condition on this run. */
  public Threshold check(Condition condition) {
    return Threshold.of(condition, this);
  }

  /** The same run, with the results of these conditions on it. */
  Run checked(List<Condition> conditions) {
    return toBuilder().thresholds(conditions.stream().map(this::check).toList()).build();
  }

  /** Starts from a run with a label and a plan, whose counts are all 0. */
  public static Builder builder(String label, Plan plan) {
    return new Builder(label, plan);
  }

  /** Starts from the values of this run. */
  public Builder toBuilder() {
    return new Builder(label, plan)
        .counts(counts)
        .rates(rates)
        .latency(latency)
        .classes(classes)
        .timeline(timeline)
        .server(server)
        .cost(cost)
        .ceiling(ceiling)
        .thresholds(thresholds)
        .agents(agents)
        .kernel(kernel)
        .generatorDelay(generatorDelay)
        .littlesLaw(littlesLaw)
        .wire(wire)
        .resumption(resumption)
        .steadyState(steadyState)
        .targets(targets)
        .machine(machine)
        .folder(folder)
        .round(round)
        .confirms(confirms)
        .live(live)
        .network(network)
        .profile(profile);
  }

  /** Sets the components of a run by name; those not set are null or empty, counts are all 0. */
  public static final class Builder {
    private String label;
    private Plan plan;
    private Counts counts = Counts.NONE;
    private Rates rates;
    private Map<String, Latency> latency;
    private Map<String, ClassFigures> classes;
    private List<Second> timeline;
    private ServerStats server;
    private Cost cost;
    private CeilingShare ceiling;
    private List<Threshold> thresholds;
    private List<AgentFigures> agents;
    private KernelCounts kernel;
    private GeneratorDelay generatorDelay;
    private LittlesLaw littlesLaw;
    private WireFigures wire;
    private ResumptionFigures resumption;
    private SteadyState steadyState;
    private List<TargetFigures> targets;
    private MachineFigures machine;
    private String folder;
    private String round;
    private List<String> confirms;
    private Integer live;
    private NetworkFigures network;
    private Profile profile;

    private Builder(String label, Plan plan) {
      this.label = label;
      this.plan = plan;
    }

    public Builder label(String label) {
      this.label = label;
      return this;
    }

    public Builder plan(Plan plan) {
      this.plan = plan;
      return this;
    }

    public Builder counts(Counts counts) {
      this.counts = counts;
      return this;
    }

    public Builder rates(Rates rates) {
      this.rates = rates;
      return this;
    }

    public Builder latency(Map<String, Latency> latency) {
      this.latency = latency;
      return this;
    }

    public Builder classes(Map<String, ClassFigures> classes) {
      this.classes = classes;
      return this;
    }

    public Builder timeline(List<Second> timeline) {
      this.timeline = timeline;
      return this;
    }

    public Builder server(ServerStats server) {
      this.server = server;
      return this;
    }

    public Builder cost(Cost cost) {
      this.cost = cost;
      return this;
    }

    public Builder ceiling(CeilingShare ceiling) {
      this.ceiling = ceiling;
      return this;
    }

    public Builder thresholds(List<Threshold> thresholds) {
      this.thresholds = thresholds;
      return this;
    }

    public Builder agents(List<AgentFigures> agents) {
      this.agents = agents;
      return this;
    }

    public Builder kernel(KernelCounts kernel) {
      this.kernel = kernel;
      return this;
    }

    public Builder generatorDelay(GeneratorDelay generatorDelay) {
      this.generatorDelay = generatorDelay;
      return this;
    }

    public Builder littlesLaw(LittlesLaw littlesLaw) {
      this.littlesLaw = littlesLaw;
      return this;
    }

    public Builder wire(WireFigures wire) {
      this.wire = wire;
      return this;
    }

    public Builder resumption(ResumptionFigures resumption) {
      this.resumption = resumption;
      return this;
    }

    public Builder steadyState(SteadyState steadyState) {
      this.steadyState = steadyState;
      return this;
    }

    public Builder targets(List<TargetFigures> targets) {
      this.targets = targets;
      return this;
    }

    public Builder machine(MachineFigures machine) {
      this.machine = machine;
      return this;
    }

    public Builder folder(String folder) {
      this.folder = folder;
      return this;
    }

    public Builder round(String round) {
      this.round = round;
      return this;
    }

    public Builder confirms(List<String> confirms) {
      this.confirms = confirms;
      return this;
    }

    public Builder live(Integer live) {
      this.live = live;
      return this;
    }

    public Builder network(NetworkFigures network) {
      this.network = network;
      return this;
    }

    public Builder profile(Profile profile) {
      this.profile = profile;
      return this;
    }

    public Run build() {
      return new Run(
          label,
          plan,
          counts,
          rates,
          latency,
          classes,
          timeline,
          server,
          cost,
          ceiling,
          thresholds,
          agents,
          kernel,
          generatorDelay,
          littlesLaw,
          wire,
          resumption,
          steadyState,
          targets,
          machine,
          folder,
          round,
          confirms,
          live,
          network,
          profile);
    }
  }
}
