package dev.kexbench.loadgen.cluster;

import dev.kexbench.loadgen.record.Interval;
import dev.kexbench.loadgen.record.ResourceUsage;
import java.util.Optional;

/**
 * What one agent says of a stretch that is over and drained.
 *
 * @param rest what was recorded after its last second
 * @param seconds how long it lasted
 * @param usage from its beginning until it was drained
 * @param unprepared OFFERs that were made when they were due, although they should have been made
 *     before
 * @param establishedBefore how many handshakes of the stretch before have been established by now
 * @param fault what the generator itself failed of
 */
public record PhaseResult(
    Interval rest,
    double seconds,
    ResourceUsage usage,
    long unprepared,
    long establishedBefore,
    Optional<String> fault) {}
