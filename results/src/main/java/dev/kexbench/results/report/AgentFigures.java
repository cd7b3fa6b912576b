package dev.kexbench.results.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * One agent's part in a run.
 *
 * @param name of the agent
 * @param offsetNanos its clock minus the coordinator's
 * @param roundTripNanos of the exchange that measured the offset
 * @param driftNanos the change of the offset by the end of the run; null if it was not measured
 *     again
 * @param counts of its part
 * @param latency of its part, by {@link Stage#key()}
 * @param generatorDelay of its part, or null
 * @param littlesLaw of its part, or null
 * @param cpu cores that it kept busy on average, 1.0 being one, or null
 * @param verdict on its part
 */
public record AgentFigures(
    String name,
    long offsetNanos,
    long roundTripNanos,
    @JsonInclude(JsonInclude.Include.NON_NULL) Long driftNanos,
    Counts counts,
    Map<String, Latency> latency,
    @JsonInclude(JsonInclude.Include.NON_NULL) GeneratorDelay generatorDelay,
    @JsonInclude(JsonInclude.Include.NON_NULL) LittlesLaw littlesLaw,
    Double cpu,
    Verdict verdict) {
  /** A missing latency becomes empty. */
  public AgentFigures {
    latency = Copies.map(latency);
  }
}
