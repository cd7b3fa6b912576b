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
 * @param wire bytes and round trips of a handshake, or null
 * @param targets each server, if there are several; {@code server} is then their sum
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
    @JsonInclude(JsonInclude.Include.NON_NULL) WireFigures wire,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TargetFigures> targets) {
  /** Missing collections become empty. */
  public Run {
    latency = Copies.map(latency);
    classes = Copies.map(classes);
    timeline = Copies.list(timeline);
    thresholds = Copies.list(thresholds);
    agents = Copies.list(agents);
    targets = Copies.list(targets);
  }

  /** The latency of a stage, or null if nothing was recorded for it. */
  public Latency latency(Stage stage) {
    Latency recorded = latency.get(stage.key());
    return recorded == null || recorded.count() == 0 ? null : recorded;
  }

  /** Evaluates the condition on this run. */
  public Threshold check(Condition condition) {
    return Threshold.of(condition, this);
  }

  /** The same run, with the results of these conditions on it. */
  Run checked(List<Condition> conditions) {
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
        conditions.stream().map(this::check).toList(),
        agents,
        kernel,
        wire,
        targets);
  }
}
