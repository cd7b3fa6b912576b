package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.loadgen.record.ResourceUsage;
import java.util.Optional;

/**
 * The final report of one agent on a phase that is over and drained.
 *
 * @param rest what was recorded after its last interval
 * @param seconds how long it lasted
 * @param usage from its start until it was drained
 * @param unprepared OFFERs that should have been precomputed but were made when they were due
 * @param establishedBefore handshakes of the previous phase established so far
 * @param resumedBefore those of them that resumed an earlier one
 * @param fault the failure of the generator itself, if any
 */
public record PhaseResult(
    Interval rest,
    double seconds,
    ResourceUsage usage,
    long unprepared,
    long establishedBefore,
    long resumedBefore,
    Optional<String> fault) {}
