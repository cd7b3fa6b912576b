package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.record.Totals;
import java.util.Optional;

/**
 * One agent's share of a stretch.
 *
 * @param name of the agent
 * @param totals what it has recorded
 * @param ending what it said in the end; empty if it was lost
 * @param heardSeconds until when it told of itself, from the beginning
 * @param lost since when, and why; empty while all was well
 */
public record AgentResult(
    String name,
    Totals totals,
    Optional<PhaseResult> ending,
    double heardSeconds,
    Optional<String> lost) {}
