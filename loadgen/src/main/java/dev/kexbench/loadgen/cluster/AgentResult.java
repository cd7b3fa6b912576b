package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.record.Totals;
import java.util.Optional;

/**
 * One agent's results of a phase.
 *
 * @param name of the agent
 * @param totals what it has recorded
 * @param ending its final report; empty if it was lost
 * @param heardSeconds end of its last interval, from the start of the phase
 * @param lost why it was lost; empty if it was not
 */
public record AgentResult(
    String name,
    Totals totals,
    Optional<PhaseResult> ending,
    double heardSeconds,
    Optional<String> lost) {}
