package dev.kexbench.results.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.kexbench.results.machine.KernelCounts;
import java.util.List;
import java.util.Map;

/**
 * One measured run of one exchange.
 *
 * @param label what tells it from the report's other runs
 * @param plan what was asked for
 * @param counts of the class {@code ok}
 * @param rates of the class {@code ok}, per second
 * @param latency of the class {@code ok}, by {@link Stage#key()}
 * @param classes every other class of the mix, by name
 * @param timeline one entry a second
 * @param server what the server counted meanwhile, or null where it was not asked
 * @param cost of one handshake, or null
 * @param ceiling how near the server came to its private-key rate, or null
 * @param thresholds the conditions that fail the run, and what came of them
 * @param agents the parts of a run over several machines
 * @param kernel what the kernel did meanwhile, or null where it does not tell
 * @param wire what a handshake put on the wire, or null
 * @param targets each server, where there are several; {@code server} is then all of them together
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

  /** The latency of a stage, or null where nothing was recorded for it. */
  public Latency latency(Stage stage) {
    Latency recorded = latency.get(stage.key());
    return recorded == null || recorded.count() == 0 ? null : recorded;
  }

  /** Measures the condition on this run. */
  public Threshold check(Condition condition) {
    return Threshold.of(condition, this);
  }
}
